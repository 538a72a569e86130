"""The store on a Neo4j server (5.26 LTS or later): the same answers, in a graph that people can open."""
