"""Writes. The first statement of every writing transaction is LOCK: what follows it is alone.

HEAD looks at the same and changes nothing.
"""

_DONE = """
WITH h OPTIONAL MATCH (c:Change {key: $key})
RETURN h.revision AS head, c.revision AS done, c.digest AS digest, c.attempt AS attempt
"""
HEAD = "MATCH (h:Head {id: 'head'})" + _DONE
LOCK = "MATCH (h:Head {id: 'head'}) SET h.writer = $key" + _DONE
WRITTEN = """
MATCH (c:Change {revision: $revision})
MATCH (v:Version {revision: c.revision}) WHERE v.position >= 0
RETURN v.revision AS revision, v.position AS position, c.at AS at, v.kind AS kind, v.record AS id, v.op AS op,
    c.role AS role, c.organisation AS organisation, c.reason AS reason, v.fields AS fields, v.into AS into
ORDER BY position
"""

LOOKUP = """
UNWIND $ids AS id
OPTIONAL MATCH (n:Record {id: id})
OPTIONAL MATCH (a:Alias {alias: id})
RETURN id, n.record_kind AS kind, n.state AS state, n.version AS version, n.at AS at,
    n.record AS body, coalesce(n.into, n.because, '') AS note, n.derived AS derived, a.of AS leads
"""
TWINS = """
UNWIND $new AS new
CALL (new) {
    MATCH (n:Record {folded: new.folded}) RETURN n.id AS twin
    UNION
    MATCH (a:Alias {folded: new.folded}) RETURN a.alias AS twin
}
RETURN new.id AS id, twin
"""
LEADING = """
CALL () {
    UNWIND $ids AS id MATCH (n:Record {into: id}) RETURN n.id AS leads
    UNION
    UNWIND $ids AS id MATCH (a:Alias {of: id}) RETURN a.alias AS leads
}
RETURN collect(leads) AS ids
"""
DEPENDANTS = """
CALL db.index.fulltext.queryNodes('record_words', $question) YIELD node AS n
RETURN n.id AS id, n.record_kind AS kind, n.state AS state, n.version AS version, n.at AS at,
    n.record AS body, '' AS note, n.derived AS derived, null AS leads
"""
CITING = """
MATCH (v:Version) WHERE v.revision > 0 AND v.position >= 0
    AND any(id IN $ids WHERE v.body CONTAINS '"source":"' + id + '"')
RETURN DISTINCT v.record AS id
"""
PAST = """
UNWIND $ids AS id
MATCH (v:Version {record: id}) WHERE v.revision > 0
RETURN id, v.revision AS revision, v.position AS position, v.op AS op, v.body AS body, v.fields AS fields
ORDER BY revision, position
"""
RETELL = """
UNWIND $rows AS row
MATCH (v:Version {revision: row.revision, position: row.position})
SET v += row
"""
GROUPS = """
MATCH (n:Record {record_kind: 'group', state: 'live'}) WHERE n.id > ''
RETURN n.id AS id, n.record_kind AS kind, n.state AS state, n.version AS version, n.at AS at,
    n.record AS body, '' AS note, n.derived AS derived, null AS leads
"""
LIVE_IDS = """
MATCH (n:Record) WHERE n.id > $after AND n.state = 'live'
WITH n ORDER BY n.id LIMIT $limit
RETURN n.id AS id
"""

END = """
UNWIND $rows AS row
MERGE (n:Record {id: row.id})
SET n = row.properties, n:Ended
REMOVE n:$(row.label)
WITH n
MATCH (n)-[r]-()
DELETE r
"""
PUT = """
UNWIND $rows AS row
MERGE (n:Record {id: row.id})
SET n = row.properties, n:$(row.label)
REMOVE n:Ended
WITH n
MATCH (n)-[r]->() WHERE type(r) <> 'MEMBER_OF'
DELETE r
"""
CUT_MEMBERS = """
UNWIND $ids AS id
MATCH (n:Record {id: id})<-[r:MEMBER_OF]-()
DELETE r
"""
LINK = """
UNWIND $edges AS edge
MATCH (a:Record {id: edge.start})
MATCH (b:Record {id: edge.end})
CREATE (a)-[r:$(edge.type)]->(b)
SET r = edge.properties
"""

FREE = "UNWIND $owners AS owner MATCH (a:Alias {of: owner}) DELETE a"
ADD_ALIASES = "UNWIND $rows AS row MERGE (a:Alias {alias: row.alias}) SET a += row"

KEEP = """
MATCH (h:Head {id: 'head'})
SET h.revision = $change.revision, h.keys = $key, h.writer = null
CREATE (c:Change)
SET c = $change
WITH c
UNWIND $versions AS version
CREATE (v:Version)
SET v = version
"""
