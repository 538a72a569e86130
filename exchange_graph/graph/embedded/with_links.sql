-- Relationships between live records; `type` is its place in graph/edges.py, both ends are numbers of records.
CREATE TABLE link (
    start INTEGER NOT NULL REFERENCES record (n), type INTEGER NOT NULL, end INTEGER NOT NULL REFERENCES record (n),
    basis TEXT, PRIMARY KEY (start, type, end)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_end ON link (end, type, start);
