-- An undated exchange may meet no year filter: what is derived is written anew into this table.
DROP TABLE exchange;
CREATE TABLE exchange (
    n INTEGER PRIMARY KEY REFERENCES record (n),
    by_newest TEXT NOT NULL UNIQUE, by_oldest TEXT NOT NULL UNIQUE, by_title TEXT NOT NULL UNIQUE,
    first_year INTEGER, last_year INTEGER, given INTEGER NOT NULL,
    active_from INTEGER, active_until INTEGER, programme TEXT, outcome TEXT, grade TEXT NOT NULL
) STRICT;
CREATE INDEX exchange_years ON exchange (first_year, last_year);
UPDATE head SET entries = 0;
