"""The JSON that clients rely on, as types: what is checked by mypy here is what OpenAPI publishes."""
