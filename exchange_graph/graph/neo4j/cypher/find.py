"""Reads of exchanges that fit a question: pages, counts, the matrix of experience.

`$question` is a Lucene text from `where.py`. How one state is read is told in `read.py`.
"""

from exchange_graph.graph.neo4j.cypher.read import STEADY

_ALL = """CALL () {
    MATCH (e:Exchange) RETURN count(e) AS total
}
"""
_MEETS = "all(one IN {asked} WHERE any(term IN one WHERE party CONTAINS term))"
"""Whether the text of a party contains of each condition one term."""
_FITS = (
    "all(role IN {joint} WHERE any(party IN {node}[role.parties] WHERE "
    + _MEETS.format(asked="role.asked")
    + "))"
)
"""Whether in each role one party meets all conditions on it, where there are several."""

_HITS = f"""CALL () {{
    CALL db.index.fulltext.queryNodes('record_words', $question) YIELD node
    WITH node WHERE {_FITS.format(joint="$joint", node="node")}
    RETURN collect(node) AS hits
}}
"""
_COUNT_HITS = """CALL (hits) {
    UNWIND hits AS e
    UNWIND $counted AS property
    UNWIND coalesce(e[property], ['unknown']) AS value
    WITH property, value, count(*) AS number
    RETURN collect([property, toString(value), number]) AS counts
}
"""
_COUNT_OTHERS = f"""CALL () {{
    UNWIND $others AS other
    CALL db.index.fulltext.queryNodes('record_words', other.question) YIELD node AS e
    WITH other, e WHERE {_FITS.format(joint="other.joint", node="e")}
    UNWIND coalesce(e[other.property], ['unknown']) AS value
    WITH other.property AS property, value, count(*) AS number
    RETURN collect([property, toString(value), number]) AS others
}}
"""
_COUNT_PARTIES = f"""CALL () {{
    UNWIND $of_parties AS other
    CALL db.index.fulltext.queryNodes('record_words', other.question) YIELD node AS e
    WITH other, e WHERE {_FITS.format(joint="other.joint", node="e")}
    UNWIND e[other.parties] AS party
    WITH other, e, party WHERE {_MEETS.format(asked="other.asked")}
    UNWIND CASE WHEN other.prefix IS NULL THEN [split(party, '|')[0]]
        ELSE [t IN split(party, '|') WHERE t STARTS WITH other.prefix | substring(t, size(other.prefix))] END
        AS value
    WITH other.property AS property, value, count(DISTINCT e) AS number
    RETURN collect([property, value, number]) AS of_parties
}}
"""
_ANSWER_ALL = """MATCH (g:Head {id: 'head'})
RETURN before, g.revision AS revision, total, items, [] AS counts
"""
_ANSWER_HITS = """MATCH (g:Head {id: 'head'})
RETURN before, g.revision AS revision, size(hits) AS total, items,
    counts + others + of_parties AS counts
"""

_PAGE_ALL = {
    "-start": """CALL () {
    MATCH (e:Exchange) WHERE e.by_newest < $after
    WITH e ORDER BY e.by_newest DESC LIMIT $limit
    RETURN collect([e.by_newest, e.version, e.at, e.view]) AS items
}
""",
    "start": """CALL () {
    MATCH (e:Exchange) WHERE e.by_oldest > $after
    WITH e ORDER BY e.by_oldest LIMIT $limit
    RETURN collect([e.by_oldest, e.version, e.at, e.view]) AS items
}
""",
    "title": """CALL () {
    MATCH (e:Exchange) WHERE e.by_title > $after
    WITH e ORDER BY e.by_title LIMIT $limit
    RETURN collect([e.by_title, e.version, e.at, e.view]) AS items
}
""",
    "id": """CALL () {
    MATCH (e:Exchange) WHERE e.id > $after
    WITH e ORDER BY e.id LIMIT $limit
    RETURN collect([e.id, e.version, e.at, e.view]) AS items
}
""",
}
_PAGE_HITS = {
    "-start": """CALL (hits) {
    UNWIND hits AS e
    WITH e WHERE e.by_newest < $after
    WITH e ORDER BY e.by_newest DESC LIMIT $limit
    RETURN collect([e.by_newest, e.version, e.at, e.view]) AS items
}
""",
    "start": """CALL (hits) {
    UNWIND hits AS e
    WITH e WHERE e.by_oldest > $after
    WITH e ORDER BY e.by_oldest LIMIT $limit
    RETURN collect([e.by_oldest, e.version, e.at, e.view]) AS items
}
""",
    "title": """CALL (hits) {
    UNWIND hits AS e
    WITH e WHERE e.by_title > $after
    WITH e ORDER BY e.by_title LIMIT $limit
    RETURN collect([e.by_title, e.version, e.at, e.view]) AS items
}
""",
    "id": """CALL (hits) {
    UNWIND hits AS e
    WITH e WHERE e.id > $after
    WITH e ORDER BY e.id LIMIT $limit
    RETURN collect([e.id, e.version, e.at, e.view]) AS items
}
""",
    "relevance": f"""CALL (hits) {{
    CALL (hits) {{
        UNWIND hits AS e
        RETURN e, -1 AS word, $words AS worth
        UNION ALL
        UNWIND $places AS place
        CALL db.index.fulltext.queryNodes('record_words', place.question) YIELD node
        WITH place, node WHERE {_FITS.format(joint="$joint", node="node")}
        RETURN node AS e, place.word AS word, place.more AS worth
    }}
    WITH e, word, max(worth) AS best
    WITH e, sum(best) AS worth
    WHERE worth < $after_worth OR (worth = $after_worth AND e.by_newest < $after)
    WITH e, worth ORDER BY worth DESC, e.by_newest DESC LIMIT $limit
    RETURN collect([worth, e.by_newest, e.version, e.at, e.view]) AS items
}}
""",
}

FIND_ALL = {sort: STEADY + _ALL + page + _ANSWER_ALL for sort, page in _PAGE_ALL.items()}
"""By order: exchanges without any condition."""
FIND_HITS = {
    sort: STEADY + _HITS + page + _COUNT_HITS + _COUNT_OTHERS + _COUNT_PARTIES + _ANSWER_HITS
    for sort, page in _PAGE_HITS.items()
}
"""By order: exchanges that fit a question."""
COUNT_ALL = (
    STEADY
    + """CALL () {
    MATCH (e:Exchange) WHERE e.by_newest > ''
    UNWIND coalesce(e[$property], ['unknown']) AS value
    WITH value, count(*) AS number
    RETURN collect([$property, toString(value), number]) AS counts
}
MATCH (g:Head {id: 'head'})
RETURN before, g.revision AS revision, counts
"""
)
"""How many of all exchanges have each value of a property."""

EXPERIENCE = (
    STEADY
    + f"""CALL () {{
    CALL db.index.fulltext.queryNodes('record_words', $question) YIELD node AS e
    WITH e WHERE e.given AND {_FITS.format(joint="$joint", node="e")}
    WITH e, [party IN e.takers WHERE {_MEETS.format(asked="$takers")} | split(party, '|')[0]] AS recipients
    UNWIND e.givers AS party
    WITH e, recipients, party WHERE {_MEETS.format(asked="$givers")}
    WITH e, recipients, split(party, '|')[0] AS provider WHERE provider <> 'unknown'
    UNWIND coalesce(e.stated_sectors, ['unknown']) AS sector
    WITH e, recipients, provider, sector WHERE $sectors IS NULL OR sector IN $sectors
    WITH provider, sector, count(*) AS exchanges, count(DISTINCT e.programme) AS programmes,
        min(e.active_from) AS first, max(e.active_until) AS last,
        collect(e.outcome) AS outcomes, min(e.grade) AS grade, collect(recipients) AS recipients
    RETURN collect({{
        provider: provider, sector: sector, exchanges: exchanges, programmes: programmes, first: first,
        last: last, outcomes: outcomes, grade: grade, recipients: recipients
    }}) AS items
}}
MATCH (g:Head {{id: 'head'}})
RETURN before, g.revision AS revision, items
"""
)
