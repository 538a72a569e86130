"""All SQL of the graph but the schema, as constants. Values only ever enter as parameters."""

HEAD = "SELECT revision FROM head"
ENTRIES = "SELECT entries FROM head"
SET_ENTRIES = "UPDATE head SET entries = ?"
ADVANCE = "UPDATE head SET revision = ?"

CHANGESET_BY_KEY = "SELECT revision, digest FROM changeset WHERE key = ?"
ADD_CHANGESET = "INSERT INTO changeset VALUES (?, ?, ?, ?, ?, ?, ?)"
ADD_OPERATION = "INSERT INTO operation VALUES (?, ?, ?, ?, ?, ?, ?)"
VERSIONS_WRITTEN = """
SELECT DISTINCT o.id, o.revision FROM operation o WHERE o.revision = ?
"""
CHANGESETS = """
SELECT revision, key, role, organisation, reason, at FROM changeset
WHERE revision > ? ORDER BY revision LIMIT ?
"""
OPERATIONS = "SELECT body FROM operation WHERE revision = ? ORDER BY position"
CHANGES = """
SELECT o.revision, o.position, c.at, o.kind, o.id, o.op, c.role, c.organisation, c.reason, o.fields, o.body
FROM operation o JOIN changeset c USING (revision)
WHERE (o.revision, o.position) > (?, ?) ORDER BY o.revision, o.position LIMIT ?
"""
COUNT_CHANGES = "SELECT count(*) FROM operation WHERE (revision, position) > (?, ?)"
VERSIONS = """
SELECT o.revision, c.at, c.key, o.op, c.role, c.organisation, c.reason, o.body
FROM operation o JOIN changeset c USING (revision)
WHERE o.id = ? ORDER BY o.revision, o.position
"""

READING = "SELECT view FROM reading WHERE n = ?"
RECORD = "SELECT n, kind, state, version, at, body, note FROM record WHERE id = ?"
LIVE = """
SELECT r.id, r.body, r.version, r.at, v.view FROM record r LEFT JOIN reading v USING (n)
WHERE r.state = 'live' AND r.id IN (SELECT value FROM json_each(?))
"""
GROUPS = "SELECT body FROM record WHERE kind = 'group' AND state = 'live'"
LIVE_IDS = "SELECT id FROM record WHERE state = 'live' ORDER BY id"
PUT_RECORD = """
INSERT INTO record (id, kind, state, version, at, body) VALUES (?, ?, 'live', ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET state = 'live', version = excluded.version, at = excluded.at,
    body = excluded.body, note = ''
"""
END_RECORD = "UPDATE record SET state = ?, version = ?, at = ?, note = ? WHERE id = ?"
INTEGRITY = "PRAGMA integrity_check"
LIVE_NUMBERS = "SELECT id, n FROM record WHERE state = 'live' ORDER BY id"
TERMS_OF = "SELECT dimension, value, how FROM term WHERE n = ? ORDER BY dimension, value"
WORDS_OF = "SELECT title, party, sector, elsewhere FROM words WHERE rowid = ?"
CONTENT = "SELECT id, body FROM record WHERE state = 'live' ORDER BY id"
ENDED = "SELECT id, state, note FROM record WHERE state != 'live' ORDER BY id"

ALIAS = "SELECT id FROM alias WHERE alias = ?"
ADD_ALIAS = "INSERT INTO alias VALUES (?, ?)"
DROP_ALIASES = "DELETE FROM alias WHERE id = ?"

DEPENDANTS = """
WITH RECURSIVE stale (id) AS (
    SELECT value FROM json_each(?)
    UNION SELECT r.id FROM stale s JOIN record r ON r.note = s.id AND r.state = 'merged'
    UNION SELECT a.alias FROM stale s JOIN alias a ON a.id = s.id
)
SELECT DISTINCT r.id FROM stale s JOIN depends d ON d.id = s.id JOIN record r USING (n)
WHERE r.state = 'live' ORDER BY r.id
"""

CLEAR_ENTRY = (
    "DELETE FROM depends WHERE n = ?",
    "DELETE FROM term WHERE n = ?",
    "DELETE FROM exchange WHERE n = ?",
    "DELETE FROM reading WHERE n = ?",
    "DELETE FROM words WHERE rowid = ?",
)
ADD_DEPENDS = "INSERT INTO depends VALUES (?, ?)"
ADD_TERM = "INSERT INTO term VALUES (?, ?, ?, ?)"
ADD_EXCHANGE = "INSERT INTO exchange VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
ADD_READING = "INSERT INTO reading VALUES (?, ?)"
ADD_WORDS = "INSERT INTO words (rowid, title, party, sector, elsewhere) VALUES (?, ?, ?, ?, ?)"

PUT_TRACE = "INSERT OR REPLACE INTO trace VALUES (?, ?, ?, ?)"
END_TRACE = "UPDATE trace SET revision = ?, body = NULL WHERE n = ?"
TRACE_OF = "SELECT body FROM trace WHERE n = ?"
TRACES = "SELECT id, body FROM trace WHERE body IS NOT NULL"
TRACES_SINCE = "SELECT id, body FROM trace WHERE revision > ?"
WRITTEN_AT = "SELECT at FROM changeset WHERE revision = ?"

CLEAR_HITS = "DELETE FROM temp.hits"
FILL_HITS = "INSERT INTO temp.hits "
HITS_BY_TERM = "SELECT DISTINCT n FROM term WHERE dimension = ? AND value IN (SELECT value FROM json_each(?))"
HITS_BY_YEARS = "SELECT n FROM exchange WHERE first_year <= ? AND last_year >= ?"
HITS_BY_TEXT = "SELECT n FROM exchange JOIN words ON words.rowid = n WHERE words MATCH ?"

COUNT = "SELECT count(*) FROM {hits}"
FACETS = """
SELECT dimension, value, count(*) FROM {hits} h JOIN term USING (n)
WHERE how != 1 AND dimension IN (SELECT value FROM json_each(?)) GROUP BY dimension, value
"""
FACETS_OF_ALL = """
SELECT dimension, value, count(*) FROM term
WHERE how != 1 AND dimension IN (SELECT value FROM json_each(?)) GROUP BY dimension, value
"""
PAGE = {
    "-start": """
SELECT e.by_newest, r.version, r.at, v.view FROM {hits} h JOIN exchange e USING (n)
JOIN record r USING (n) JOIN reading v USING (n)
WHERE ?1 IS NULL OR e.by_newest < ?1 ORDER BY e.by_newest DESC LIMIT ?2
""",
    "start": """
SELECT e.by_oldest, r.version, r.at, v.view FROM {hits} h JOIN exchange e USING (n)
JOIN record r USING (n) JOIN reading v USING (n)
WHERE ?1 IS NULL OR e.by_oldest > ?1 ORDER BY e.by_oldest LIMIT ?2
""",
    "title": """
SELECT e.by_title, r.version, r.at, v.view FROM {hits} h JOIN exchange e USING (n)
JOIN record r USING (n) JOIN reading v USING (n)
WHERE ?1 IS NULL OR e.by_title > ?1 ORDER BY e.by_title LIMIT ?2
""",
}
BY_RELEVANCE = """
WITH place (n, word, worth) AS (
    SELECT h.n, w.key, 1 FROM temp.hits h, json_each(?3) w
    UNION ALL
    SELECT words.rowid, p.value ->> 0, p.value ->> 1
    FROM json_each(?4) p CROSS JOIN words ON words MATCH p.value ->> 2
),
score (n, worth) AS (
    SELECT n, sum(best) FROM (SELECT n, max(worth) AS best FROM place GROUP BY n, word) GROUP BY n
)
SELECT s.worth, e.by_newest, r.version, r.at, v.view
FROM temp.hits h JOIN score s USING (n) JOIN exchange e USING (n) JOIN record r USING (n)
JOIN reading v USING (n)
WHERE ?1 IS NULL OR (s.worth, e.by_newest) < (?1, ?2)
ORDER BY s.worth DESC, e.by_newest DESC LIMIT ?5
"""

EXPERIENCE = """
SELECT p.value, s.value, count(*), count(DISTINCT e.programme),
    min(e.active_from), max(e.active_until),
    sum(e.outcome IS 'positive'), sum(e.outcome IS 'mixed'), sum(e.outcome IS 'negative'), min(e.grade)
FROM {hits} h JOIN exchange e USING (n)
JOIN term p ON p.n = h.n AND p.dimension = 'provider' AND p.how = 0 AND p.value != 'unknown'
JOIN term s ON s.n = h.n AND s.dimension = 'sector' AND s.how = 0
WHERE e.given AND (?1 IS NULL OR s.value IN (SELECT value FROM json_each(?1)))
    AND (?2 IS NULL OR p.value IN (SELECT value FROM json_each(?2)) OR EXISTS (
        SELECT 1 FROM reading v, json_each(v.view, '$.parties') b
        WHERE v.n = h.n AND b.value ->> 'role' = 'provider' AND b.value ->> 'country' = p.value
            AND b.value ->> 'id' IN (SELECT value FROM json_each(?2))))
GROUP BY p.value, s.value ORDER BY p.value, s.value
"""
RECIPIENTS = """
SELECT DISTINCT p.value, s.value, r.value FROM {hits} h JOIN exchange e ON e.n = h.n AND e.given
JOIN term p ON p.n = h.n AND p.dimension = 'provider' AND p.how = 0
JOIN term s ON s.n = h.n AND s.dimension = 'sector' AND s.how = 0
JOIN term r ON r.n = h.n AND r.dimension = 'recipient' AND r.how = 0 AND r.value != 'unknown'
ORDER BY p.value, s.value, r.value
"""

_BROWSED = """
FROM record r WHERE r.kind = ?1 AND r.state = 'live'
AND (?2 IS NULL OR r.n IN (SELECT rowid FROM words WHERE words MATCH ?2))
AND NOT EXISTS (SELECT 1 FROM json_each(?3) a WHERE a.value != r.id
    AND NOT EXISTS (SELECT 1 FROM depends d WHERE d.id = a.value AND d.n = r.n))
"""
BROWSE = f"SELECT r.id, r.version, r.at, r.body {_BROWSED} AND r.id > ?4 ORDER BY r.id LIMIT ?5"
BROWSE_COUNT = f"SELECT count(*) {_BROWSED}"
