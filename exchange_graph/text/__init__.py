"""The one normaliser. Both stores index what it writes, and both queries pass through it."""
