-- What suggestions need of each exchange, the revision that wrote it, and no body where it lives no more.
CREATE TABLE trace (
    n INTEGER PRIMARY KEY REFERENCES record (n), id TEXT NOT NULL, revision INTEGER NOT NULL, body TEXT
) STRICT;
CREATE INDEX trace_written ON trace (revision);
