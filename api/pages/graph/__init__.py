"""The graph around a record as role columns: it is read as the role line is, and no force moves it."""
