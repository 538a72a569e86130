"""UNDP's own list of South-South and triangular cooperation projects (edition of November 2023).

`reading.py` turns the file into exchanges and findings; every rule has a file of its own and a paragraph
in `docs/importing.md`.
"""
