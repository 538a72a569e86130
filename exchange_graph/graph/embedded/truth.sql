-- What was acknowledged: change sets are the truth, record is their newest state, alias leads on from old keys.
-- Never dropped: a file of any version keeps these tables as they are, and only gets what it lacks.
CREATE TABLE IF NOT EXISTS head (
    one INTEGER PRIMARY KEY CHECK (one = 1), revision INTEGER NOT NULL, entries INTEGER NOT NULL
);
INSERT OR IGNORE INTO head VALUES (1, 0, 0);

CREATE TABLE IF NOT EXISTS changeset (
    revision INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, digest TEXT NOT NULL,
    role TEXT NOT NULL, organisation TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL
) STRICT;

-- The first files have no rowid here: nothing may ask for it.
CREATE TABLE IF NOT EXISTS operation (
    revision INTEGER NOT NULL REFERENCES changeset (revision) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, op TEXT NOT NULL,
    body TEXT NOT NULL, fields TEXT NOT NULL, UNIQUE (revision, position)
) STRICT;
CREATE INDEX IF NOT EXISTS operation_of ON operation (id, revision);

CREATE TABLE IF NOT EXISTS record (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('live', 'merged', 'withdrawn')),
    version INTEGER NOT NULL, at TEXT NOT NULL, body TEXT NOT NULL, note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX IF NOT EXISTS record_of_kind ON record (kind, state, id);
CREATE INDEX IF NOT EXISTS record_merged_into ON record (note) WHERE state = 'merged';

CREATE TABLE IF NOT EXISTS alias (alias TEXT PRIMARY KEY, id TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS alias_of ON alias (id);

-- Ids that differ by case alone are one id: whoever writes a new one asks for its twins.
CREATE INDEX IF NOT EXISTS record_by_case ON record (id COLLATE NOCASE);
CREATE INDEX IF NOT EXISTS alias_by_case ON alias (alias COLLATE NOCASE);
