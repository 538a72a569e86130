"""A net under changes that must not be seen: the same requests, asked of two versions of the service."""
