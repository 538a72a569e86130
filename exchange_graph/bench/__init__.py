"""Measuring: a generated graph of any size, every kind of question, and the figures they are held against."""
