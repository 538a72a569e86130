"""Where the graph lives: one contract, an embedded store and a server behind it."""
