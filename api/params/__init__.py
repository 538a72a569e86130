"""Query parameters: every one has a type, and one that is not listed here is refused by name."""
