-- What is written from records: dropped and made anew whenever another version made it. A table that is given up keeps
-- its line of dropping.
DROP TABLE IF EXISTS depends;
CREATE TABLE depends (
    id TEXT NOT NULL, n INTEGER NOT NULL REFERENCES record (n), PRIMARY KEY (id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX depends_of ON depends (n);

-- An undated exchange may meet no year filter.
DROP TABLE IF EXISTS exchange;
CREATE TABLE exchange (
    n INTEGER PRIMARY KEY REFERENCES record (n),
    by_newest TEXT NOT NULL UNIQUE, by_oldest TEXT NOT NULL UNIQUE, by_title TEXT NOT NULL UNIQUE,
    first_year INTEGER, last_year INTEGER, given INTEGER NOT NULL,
    active_from INTEGER, active_until INTEGER, programme TEXT, outcome TEXT, grade TEXT NOT NULL
) STRICT;
CREATE INDEX exchange_years ON exchange (first_year, last_year);

DROP TABLE IF EXISTS reading;
CREATE TABLE reading (n INTEGER PRIMARY KEY REFERENCES record (n), view TEXT NOT NULL) STRICT;

-- Terms by number: their texts are kept once. Each has the list of its exchanges, each exchange one row of its terms.
-- p is the party that a term is said of, by the term that names it; 0 where it speaks of no single one.
DROP TABLE IF EXISTS tag;
CREATE TABLE tag (
    t INTEGER PRIMARY KEY, dimension TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (dimension, value)
) STRICT;
DROP TABLE IF EXISTS term;
CREATE TABLE term (
    t INTEGER NOT NULL, n INTEGER NOT NULL, p INTEGER NOT NULL, how INTEGER NOT NULL, PRIMARY KEY (t, n, p)
) STRICT, WITHOUT ROWID;
DROP TABLE IF EXISTS terms;
CREATE TABLE terms (n INTEGER PRIMARY KEY, packed BLOB NOT NULL) STRICT;
-- Who gave what to whom, as numbers of terms; recipient 0 where no State is known to have received.
DROP TABLE IF EXISTS taught;
CREATE TABLE taught (
    n INTEGER NOT NULL, provider INTEGER NOT NULL, sector INTEGER NOT NULL, recipient INTEGER NOT NULL,
    PRIMARY KEY (n, provider, sector, recipient)
) STRICT, WITHOUT ROWID;

-- Relationships between live records; `type` is its place in graph/edges.py, both ends are numbers of records.
DROP TABLE IF EXISTS link;
CREATE TABLE link (
    start INTEGER NOT NULL REFERENCES record (n), type INTEGER NOT NULL, end INTEGER NOT NULL REFERENCES record (n),
    basis TEXT, PRIMARY KEY (start, type, end)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_end ON link (end, type, start);

-- What suggestions need of each exchange, the revision that wrote it, and no body where it lives no more.
DROP TABLE IF EXISTS trace;
CREATE TABLE trace (
    n INTEGER PRIMARY KEY REFERENCES record (n), id TEXT NOT NULL, revision INTEGER NOT NULL, body TEXT
) STRICT;
CREATE INDEX trace_written ON trace (revision);

DROP TABLE IF EXISTS words;
CREATE VIRTUAL TABLE words USING fts5 (
    title, party, sector, elsewhere, tokenize = 'ascii', detail = 'column', columnsize = 0
);
