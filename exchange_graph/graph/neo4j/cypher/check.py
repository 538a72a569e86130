"""What `doctor --deep` reads: nodes with all that stands on them, and what the full-text index finds."""

NODES = """
MATCH (n:Record) WHERE n.id > $after
WITH n ORDER BY n.id LIMIT $limit
RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties, COUNT { (n)--() } AS touching,
    [(n)-[r]->(m:Record) WHERE type(r) <> 'MEMBER_OF'
        | {start: n.id, type: type(r), end: m.id, properties: properties(r)}]
    + [(n)<-[r:MEMBER_OF]-(m:Record) | {start: m.id, type: type(r), end: n.id, properties: properties(r)}]
    AS edges
"""
INDEXED = """
CALL db.index.fulltext.queryNodes('record_words', $question) YIELD node
RETURN count(node) AS number
"""
COUNTS = """
MATCH (n:Record) WHERE n.id > '' AND n.state = 'live'
RETURN n.record_kind AS kind, count(*) AS number ORDER BY kind
"""
