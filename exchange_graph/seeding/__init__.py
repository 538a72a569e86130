"""Curated files into the graph: read whole, checked whole, written in one change set."""
