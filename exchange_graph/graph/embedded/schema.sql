-- Change sets are the truth; record is their newest state; everything below it is written from it.
CREATE TABLE head (one INTEGER PRIMARY KEY CHECK (one = 1), revision INTEGER NOT NULL, entries INTEGER NOT NULL);

CREATE TABLE changeset (
    revision INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, digest TEXT NOT NULL,
    role TEXT NOT NULL, organisation TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL
) STRICT;

CREATE TABLE operation (
    revision INTEGER NOT NULL REFERENCES changeset (revision) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, op TEXT NOT NULL,
    body TEXT NOT NULL, fields TEXT NOT NULL, UNIQUE (revision, position)
) STRICT;
CREATE INDEX operation_of ON operation (id, revision);

CREATE TABLE record (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('live', 'merged', 'withdrawn')),
    version INTEGER NOT NULL, at TEXT NOT NULL, body TEXT NOT NULL, note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX record_of_kind ON record (kind, state, id);
CREATE INDEX record_merged_into ON record (note) WHERE state = 'merged';

CREATE TABLE alias (alias TEXT PRIMARY KEY, id TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX alias_of ON alias (id);

CREATE TABLE depends (
    id TEXT NOT NULL, n INTEGER NOT NULL REFERENCES record (n), PRIMARY KEY (id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX depends_of ON depends (n);

CREATE TABLE exchange (
    n INTEGER PRIMARY KEY REFERENCES record (n),
    by_newest TEXT NOT NULL UNIQUE, by_oldest TEXT NOT NULL UNIQUE, by_title TEXT NOT NULL UNIQUE,
    first_year INTEGER NOT NULL, last_year INTEGER NOT NULL, given INTEGER NOT NULL,
    active_from INTEGER, active_until INTEGER, programme TEXT, outcome TEXT, grade TEXT NOT NULL
) STRICT;
CREATE INDEX exchange_years ON exchange (first_year, last_year);

CREATE TABLE reading (n INTEGER PRIMARY KEY REFERENCES record (n), view TEXT NOT NULL) STRICT;

CREATE TABLE term (
    n INTEGER NOT NULL REFERENCES record (n), dimension TEXT NOT NULL, value TEXT NOT NULL,
    how INTEGER NOT NULL, PRIMARY KEY (n, dimension, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX term_value ON term (dimension, value, how, n);

CREATE VIRTUAL TABLE words USING fts5 (
    title, party, sector, elsewhere, tokenize = 'ascii', detail = 'column', columnsize = 0
);

INSERT INTO head VALUES (1, 0, 0);
