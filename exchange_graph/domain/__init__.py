"""What the records are. Imports pydantic and the standard library only."""
