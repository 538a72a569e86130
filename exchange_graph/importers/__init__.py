"""Lists of others into the graph: checked whole, compared with what is held, then written in small steps.

One folder is one list. `cells.py` reads any of them, `findings.py` says what is wrong with it, `run.py`
compares and writes, `report.py` tells. A reading is pure: the same file and names give the same records.
"""
