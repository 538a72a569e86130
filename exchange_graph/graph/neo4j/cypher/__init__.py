"""All Cypher of the graph, as literal constants. Values only ever enter as parameters."""
