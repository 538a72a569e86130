"""The formats that a graph can be exported in: every module here is one, and names itself `FORMAT`."""
