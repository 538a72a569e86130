"""The embedded store: SQLite in one file, shared by any number of processes."""
