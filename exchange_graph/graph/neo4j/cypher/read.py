"""Reads of records and of history.

A commit becomes visible piece by piece: changed properties in the order of the store's own ids, so the Head
node, which was made before all others, comes first; the full-text index comes last. So a statement that wants
one state begins with STEADY, which has no row while the index is behind the Head, and ends by reading the
Head again: `before` and `revision` are equal where nobody wrote in between, else it is asked again.
"""

STEADY = """
MATCH (h:Head {id: 'head'}) WITH h.revision AS before
CALL db.index.fulltext.queryNodes('record_words', 'keys:head\\\\:' + toString(before)) YIELD node AS steady
WITH before
"""

PING = "RETURN 1 AS one"
REVISION = "MATCH (h:Head {id: 'head'}) RETURN h.revision AS revision"

LOOKUP = (
    STEADY
    + """
UNWIND $ids AS id
OPTIONAL MATCH (n:Record {id: id})
OPTIONAL MATCH (a:Alias {alias: id})
WITH before, id, n, a, n.state AS state, n.version AS version, n.at AS at, n.record AS body,
    n.view AS view, coalesce(n.into, n.because) AS note, a.of AS leads
MATCH (g:Head {id: 'head'})
RETURN before, g.revision AS revision, id, state, version, at, body, view, note, leads
"""
)

VERSIONS = (
    STEADY
    + """
CALL (before) {
    MATCH (v:Version {record: $id}) WHERE v.revision > 0 AND v.revision <= before
    MATCH (c:Change {revision: v.revision})
    WITH v, c ORDER BY v.revision, v.position
    RETURN collect({
        revision: v.revision, at: c.at, key: c.key, op: v.op, role: c.role, organisation: c.organisation,
        reason: c.reason, body: v.body
    }) AS items
}
RETURN before, before AS revision, items
"""
)
CHANGES = (
    STEADY
    + """
CALL (before) {
    MATCH (v:Version) WHERE v.revision >= $revision AND v.position >= 0 AND v.revision <= before
        AND (v.revision > $revision OR v.position > $position)
    WITH v ORDER BY v.revision, v.position LIMIT $limit
    MATCH (c:Change {revision: v.revision})
    WITH v, c ORDER BY v.revision, v.position
    RETURN collect({
        revision: v.revision, position: v.position, at: c.at, kind: v.kind, id: v.record, op: v.op,
        role: c.role, organisation: c.organisation, reason: c.reason, fields: v.fields, into: v.into
    }) AS items
}
RETURN before, before AS revision, items
"""
)
COUNT_CHANGES = (
    STEADY
    + """
CALL (before) {
    MATCH (v:Version) WHERE v.revision >= $revision AND v.position >= 0 AND v.revision <= before
        AND (v.revision > $revision OR v.position > $position)
    RETURN count(v) AS number
}
RETURN before, before AS revision, number
"""
)
CHANGESETS = (
    STEADY
    + """
CALL (before) {
    MATCH (c:Change) WHERE c.revision > $since AND c.revision <= before
    WITH c ORDER BY c.revision LIMIT $limit
    CALL (c) {
        MATCH (v:Version {revision: c.revision}) WHERE v.position >= 0
        WITH v ORDER BY v.position
        RETURN collect(v.body) AS bodies
    }
    WITH c, bodies ORDER BY c.revision
    RETURN collect({
        revision: c.revision, key: c.key, digest: c.digest, role: c.role, organisation: c.organisation,
        reason: c.reason, at: c.at, bodies: bodies
    }) AS items
}
RETURN before, before AS revision, items
"""
)
STATE = STEADY + "RETURN before, before AS revision"
CONTENT = """
MATCH (n:Record) WHERE n.id > ''
WITH n ORDER BY n.id
RETURN n.id AS id, n.state AS state, n.record AS body, n.into AS note
"""

LINKS = (
    STEADY
    + """
CALL () {
    UNWIND $ids AS id
    MATCH (n:Record {id: id, state: 'live'})-[r]-()
    WHERE $ranks[type(r)] IS NOT NULL AND (type(r) <> 'MEMBER_OF' OR r.to IS NULL)
    WITH $ranks[type(r)] AS rank, startNode(r).id AS start, type(r) AS type, endNode(r).id AS end,
        max(r.basis) AS basis
    ORDER BY rank, start, end LIMIT $limit
    RETURN collect([start, type, end, basis]) AS items
}
MATCH (g:Head {id: 'head'})
RETURN before, g.revision AS revision, items
"""
)
LINKS_INSIDE = (
    STEADY
    + """
CALL () {
    UNWIND $ids AS id
    MATCH (n:Record {id: id, state: 'live'})-[r]->(m:Record)
    WHERE $ranks[type(r)] IS NOT NULL AND m.id IN $ids AND (type(r) <> 'MEMBER_OF' OR r.to IS NULL)
    WITH $ranks[type(r)] AS rank, n.id AS start, type(r) AS type, m.id AS end, max(r.basis) AS basis
    ORDER BY rank, start, end LIMIT $limit
    RETURN collect([start, type, end, basis]) AS items
}
MATCH (g:Head {id: 'head'})
RETURN before, g.revision AS revision, items
"""
)
ENDED = (
    STEADY
    + """
CALL () {
    UNWIND $kinds AS kind
    UNWIND ['merged', 'withdrawn'] AS state
    MATCH (n:Record {record_kind: kind, state: state}) WHERE n.id > $after
    WITH n ORDER BY n.id LIMIT $limit
    CALL (n) {
        OPTIONAL MATCH (a:Alias {of: n.id})
        WITH a.alias AS alias ORDER BY alias
        RETURN collect(alias) AS aliases
    }
    WITH n, aliases ORDER BY n.id
    RETURN collect({
        id: n.id, kind: n.record_kind, state: n.state, note: coalesce(n.into, n.because), aliases: aliases
    }) AS items
}
MATCH (g:Head {id: 'head'})
RETURN before, g.revision AS revision, items
"""
)
TRACES = """
MATCH (e:Exchange) WHERE e.id > $after
WITH e ORDER BY e.id LIMIT $limit
RETURN collect(e.id) AS ids, collect(e.trace) AS traces
"""
TRACES_SINCE = "MATCH (e:Exchange) WHERE e.traced > $since RETURN e.id AS id, e.trace AS trace"
ENDED_TRACES = """
UNWIND ['merged', 'withdrawn'] AS state
MATCH (n:Record {record_kind: 'exchange', state: state}) WHERE n.id > '' AND n.version > $since
RETURN n.id AS id, null AS trace
"""
WRITTEN_AT = "MATCH (c:Change {revision: $revision}) RETURN c.at AS at"

BROWSE = (
    STEADY
    + """
CALL () {
    MATCH (n:Record {record_kind: $kind, state: 'live'}) WHERE n.id > '' RETURN count(n) AS total
}
CALL () {
    MATCH (n:Record {record_kind: $kind, state: 'live'}) WHERE n.id > $after
    WITH n ORDER BY n.id LIMIT $limit
    RETURN collect([n.id, n.record, n.version, n.at]) AS items
}
MATCH (g:Head {id: 'head'})
RETURN before, g.revision AS revision, total, items
"""
)
BROWSE_HITS = (
    STEADY
    + """
CALL () {
    CALL db.index.fulltext.queryNodes('record_words', $question) YIELD node
    RETURN collect(node) AS hits
}
CALL (hits) {
    UNWIND hits AS n
    WITH n WHERE n.id > $after
    WITH n ORDER BY n.id LIMIT $limit
    RETURN collect([n.id, n.record, n.version, n.at]) AS items
}
MATCH (g:Head {id: 'head'})
RETURN before, g.revision AS revision, size(hits) AS total, items
"""
)
