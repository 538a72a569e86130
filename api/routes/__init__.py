"""One file for each noun: parse, ask the store, render."""
