"""What clients rely on, as types: mypy checks them where they are made, OpenAPI publishes them."""
