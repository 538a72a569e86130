"""Exchanges as columns and counts in memory, at one revision: what suggestions are worked out from."""
