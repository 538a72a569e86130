-- Terms by number: their texts are kept once. Each has the list of its exchanges, each exchange one row of its terms.
DROP TABLE term;
CREATE TABLE tag (
    t INTEGER PRIMARY KEY, dimension TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (dimension, value)
) STRICT;
CREATE TABLE term (t INTEGER NOT NULL, n INTEGER NOT NULL, how INTEGER NOT NULL, PRIMARY KEY (t, n)) STRICT, WITHOUT ROWID;
CREATE TABLE terms (n INTEGER PRIMARY KEY, packed BLOB NOT NULL) STRICT;
-- Who gave what to whom, as numbers of terms; recipient 0 where no State is known to have received.
CREATE TABLE taught (
    n INTEGER NOT NULL, provider INTEGER NOT NULL, sector INTEGER NOT NULL, recipient INTEGER NOT NULL,
    PRIMARY KEY (n, provider, sector, recipient)
) STRICT, WITHOUT ROWID;
UPDATE head SET entries = 0;
