"""All SQL of the graph but the schema, as constants. Values only ever enter as parameters."""

HEAD = "SELECT revision FROM head"
ENTRIES = "SELECT entries FROM head"
SET_ENTRIES = "UPDATE head SET entries = ?"
ADVANCE = "UPDATE head SET revision = ?"

CHANGESET_BY_KEY = "SELECT revision, digest FROM changeset WHERE key = ?"
ADD_CHANGESET = "INSERT INTO changeset VALUES (?, ?, ?, ?, ?, ?, ?)"
ADD_OPERATION = "INSERT INTO operation VALUES (?, ?, ?, ?, ?, ?, ?)"
CHANGESETS = """
SELECT revision, key, digest, role, organisation, reason, at FROM changeset
WHERE revision > ? ORDER BY revision LIMIT ?
"""
OPERATIONS = "SELECT body FROM operation WHERE revision = ? ORDER BY position"
_LINES = """
SELECT o.revision, o.position, c.at, o.kind, o.id, o.op, c.role, c.organisation, c.reason, o.fields,
    CASE o.op WHEN 'merged' THEN o.body ->> 'into' END AS "into"
FROM operation o JOIN changeset c USING (revision)
"""
CHANGES = f"{_LINES} WHERE (o.revision, o.position) > (?, ?) ORDER BY o.revision, o.position LIMIT ?"
CHANGES_OF = f"{_LINES} WHERE o.revision = ? ORDER BY o.position"
COUNT_CHANGES = "SELECT count(*) FROM operation WHERE (revision, position) > (?, ?)"
VERSIONS = """
SELECT o.revision, c.at, c.key, o.op, c.role, c.organisation, c.reason, o.body
FROM operation o JOIN changeset c USING (revision)
WHERE o.id = ? ORDER BY o.revision, o.position
"""

READING = "SELECT view FROM reading WHERE n = ?"
KEPT = """
SELECT j.value, r.n, r.kind, r.state, r.version, r.at, r.body, r.note, a.id
FROM json_each(?) j LEFT JOIN record r ON r.id = j.value LEFT JOIN alias a ON a.alias = j.value
"""
TWINS = """
WITH new (id) AS (SELECT value FROM json_each(?))
SELECT new.id, r.id FROM new CROSS JOIN record r ON r.id = new.id COLLATE NOCASE
UNION ALL SELECT new.id, a.alias FROM new CROSS JOIN alias a ON a.alias = new.id COLLATE NOCASE
"""
NUMBER = "SELECT n FROM record WHERE id = ?"
LOOK_UP = """
SELECT r.state, r.version, r.at, r.body, v.view, r.note, a.id AS leads FROM (SELECT ? AS asked) q
LEFT JOIN record r ON r.id = q.asked LEFT JOIN reading v USING (n) LEFT JOIN alias a ON a.alias = q.asked
"""
LIVE = """
SELECT r.id, r.body, r.version, r.at, v.view FROM record r LEFT JOIN reading v USING (n)
WHERE r.state = 'live' AND r.id IN (SELECT value FROM json_each(?))
"""
GROUPS = "SELECT id FROM record WHERE kind = 'group' AND state = 'live'"
LIVE_IDS = "SELECT id FROM record WHERE state = 'live' ORDER BY id"
ADD_RECORD = "INSERT INTO record (state, version, at, body, note, id, kind) VALUES (?, ?, ?, ?, ?, ?, ?)"
SET_RECORD = "UPDATE record SET state = ?, version = ?, at = ?, body = ?, note = ? WHERE id = ?"
INTEGRITY = "PRAGMA integrity_check"
LIVE_NUMBERS = "SELECT id, n FROM record WHERE state = 'live' ORDER BY id"
TERMS_OF = """
SELECT g.dimension, g.value, m.how, coalesce(p.value, '')
FROM json_each(?2) j JOIN tag g ON g.t = j.value JOIN term m ON m.t = g.t AND m.n = ?1
LEFT JOIN tag p ON p.t = m.p
ORDER BY g.dimension, g.value, p.value
"""
COUNT_TERMS = """
SELECT (SELECT count(*) FROM (SELECT DISTINCT t, n FROM term)), (SELECT sum(length(packed)) / 4 FROM terms)
"""
WORDS_OF = "SELECT title, party, sector, elsewhere FROM words WHERE rowid = ?"
CONTENT = "SELECT id, state, body, note FROM record ORDER BY id"
TOMBSTONES = """
SELECT r.id, r.kind, r.state, r.note,
    (SELECT json_group_array(alias) FROM (SELECT alias FROM alias a WHERE a.id = r.id ORDER BY alias))
    AS aliases
FROM json_each(?1) k CROSS JOIN record r ON r.kind = k.value AND r.state IN ('merged', 'withdrawn')
WHERE r.id > ?2 ORDER BY r.id LIMIT ?3
"""

ADD_ALIAS = "INSERT INTO alias VALUES (?, ?)"
DROP_ALIASES = "DELETE FROM alias WHERE id = ?"

_LEADING = """
-- CROSS JOIN keeps the order: from the few that are asked for to what leads to them, never through every
-- record.
WITH RECURSIVE led (id) AS (
    SELECT value FROM json_each(?)
    UNION SELECT r.id FROM led s JOIN record r ON r.note = s.id AND r.state = 'merged'
    UNION SELECT a.alias FROM led s JOIN alias a ON a.id = s.id
)
"""
LEADING = (
    _LEADING
    + """
SELECT id FROM led
"""
)
DEPENDANTS = (
    _LEADING
    + """
SELECT DISTINCT r.id FROM led s CROSS JOIN depends d ON d.id = s.id CROSS JOIN record r ON r.n = d.n
WHERE r.state = 'live' ORDER BY r.id
"""
)
CITING = """
SELECT DISTINCT o.id FROM json_each(?) j CROSS JOIN operation o
WHERE instr(o.body, '"source":"' || j.value || '"')
"""
PAST = """
SELECT id, revision, position, op, body, fields FROM operation
WHERE id IN (SELECT value FROM json_each(?)) ORDER BY revision, position
"""
RETELL = "UPDATE operation SET op = ?, body = ?, fields = ? WHERE revision = ? AND position = ?"

# No OR REPLACE, ON CONFLICT or RETURNING below: each opens a savepoint, at which FTS5 writes out its words.
CLEAR_ENTRY = (
    "DELETE FROM depends WHERE n = ?",
    "DELETE FROM exchange WHERE n = ?",
    "DELETE FROM reading WHERE n = ?",
    "DELETE FROM words WHERE rowid = ?",
)
DEPENDS_OF = "SELECT id FROM depends WHERE n = ?"
DROP_DEPENDS = "DELETE FROM depends WHERE id = ? AND n = ?"
ADD_DEPENDS = "INSERT INTO depends VALUES (?, ?)"
TAG = "SELECT t FROM tag WHERE dimension = ? AND value = ?"
ADD_TAG = "INSERT INTO tag (dimension, value) VALUES (?, ?)"
TERMS_BY_PARTY = """
SELECT m.t, m.how, m.p FROM json_each(?2) j JOIN term m ON m.t = j.value AND m.n = ?1
"""
ADD_TERM = "INSERT INTO term (t, how, p, n) VALUES (?, ?, ?, ?)"
DROP_TERM = "DELETE FROM term WHERE t = ? AND how = ? AND p = ? AND n = ?"
DROP_EVERY_TERM = "DELETE FROM term WHERE t = ? AND n = ?"
TERMS = "SELECT packed FROM terms WHERE n = ?"
ADD_TERMS = "INSERT INTO terms VALUES (?, ?)"
DROP_TERMS = "DELETE FROM terms WHERE n = ?"
ADD_TAUGHT = "INSERT INTO taught VALUES (?, ?, ?, ?)"
DROP_TAUGHT = "DELETE FROM taught WHERE n = ?"
DROP_EXCHANGE = "DELETE FROM exchange WHERE n = ?"
ADD_EXCHANGE = "INSERT INTO exchange VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
DROP_READING = "DELETE FROM reading WHERE n = ?"
ADD_READING = "INSERT INTO reading VALUES (?, ?)"
DROP_WORDS = "DELETE FROM words WHERE rowid = ?"
ADD_WORDS = "INSERT INTO words (rowid, title, party, sector, elsewhere) VALUES (?, ?, ?, ?, ?)"

CLEAR_LINKS = (
    "DELETE FROM link WHERE start = ? AND type != ?",
    "DELETE FROM link WHERE end = ? AND type = ?",
)
ADD_LINK = "INSERT INTO link VALUES (?, ?, ?, ?)"
LINKS = """
WITH asked (n) AS (
    SELECT n FROM record WHERE state = 'live' AND id IN (SELECT value FROM json_each(?1))
),
walked (place, type) AS (SELECT value ->> 0, value ->> 1 FROM json_each(?2)),
near (start, place, end, basis) AS (
    SELECT l.start, w.place, l.end, l.basis
    FROM asked a CROSS JOIN walked w CROSS JOIN link l ON l.start = a.n AND l.type = w.type
    UNION
    SELECT l.start, w.place, l.end, l.basis
    FROM asked a CROSS JOIN walked w CROSS JOIN link l ON l.end = a.n AND l.type = w.type
)
SELECT s.id, near.place, e.id, near.basis
FROM near JOIN record s ON s.n = near.start JOIN record e ON e.n = near.end
ORDER BY near.place, s.id, e.id LIMIT ?3
"""
LINKS_INSIDE = """
WITH asked (n) AS (
    SELECT n FROM record WHERE state = 'live' AND id IN (SELECT value FROM json_each(?1))
),
walked (place, type) AS (SELECT value ->> 0, value ->> 1 FROM json_each(?2))
SELECT s.id, w.place, e.id, l.basis
FROM asked a CROSS JOIN walked w CROSS JOIN link l ON l.start = a.n AND l.type = w.type
JOIN record s ON s.n = l.start JOIN record e ON e.n = l.end
WHERE l.end IN (SELECT n FROM asked)
ORDER BY w.place, s.id, e.id LIMIT ?3
"""
LINKS_OF = """
SELECT s.id, l.type, e.id, l.basis FROM link l JOIN record s ON s.n = l.start JOIN record e ON e.n = l.end
WHERE (l.start = ?1 AND l.type != ?2) OR (l.end = ?1 AND l.type = ?2) ORDER BY l.type, s.id, e.id
"""
DROP_TRACE = "DELETE FROM trace WHERE n = ?"
ADD_TRACE = "INSERT INTO trace VALUES (?, ?, ?, ?)"
END_TRACE = "UPDATE trace SET revision = ?, body = NULL WHERE n = ?"
TRACE_OF = "SELECT body FROM trace WHERE n = ?"
TRACES = "SELECT id, body FROM trace WHERE body IS NOT NULL"
TRACES_SINCE = "SELECT id, body FROM trace WHERE revision > ?"
WRITTEN_AT = "SELECT at FROM changeset WHERE revision = ?"

CLEAR_HITS = "DELETE FROM temp.hits"
FILL_HITS = "INSERT OR IGNORE INTO temp.hits "
HITS_BY_TERM = """
SELECT n FROM tag JOIN term USING (t)
WHERE dimension = ? AND value IN (SELECT value FROM json_each(?))
"""
MEANT_BY_TERM = """
SELECT n, p FROM tag JOIN term USING (t)
WHERE dimension = ? AND value IN (SELECT value FROM json_each(?))
"""
HITS_BY_PARTY = "SELECT n FROM ({meant})"
CLEAR_MEANT = "DELETE FROM temp.meant"
FILL_MEANT = "INSERT OR IGNORE INTO temp.meant "
HITS_BY_YEARS = "SELECT n FROM exchange WHERE first_year <= ? AND last_year >= ?"
HITS_BY_TEXT = "SELECT n FROM exchange JOIN words ON words.rowid = n WHERE words MATCH ?"

COUNT = "SELECT count(*) FROM {hits}"
TERMS_OF_HITS = "SELECT packed FROM {hits} h JOIN terms USING (n)"
TAGS = "SELECT t, dimension, value FROM tag WHERE dimension IN (SELECT value FROM json_each(?))"
COUNTS_OF_ALL = """
SELECT value, (SELECT count(DISTINCT n) FROM term m WHERE m.t = g.t AND m.how != 1)
FROM tag g WHERE dimension = ?
"""
COUNTS_OF_MEANT = """
SELECT g.value, count(DISTINCT m.n) FROM tag g CROSS JOIN term m ON m.t = g.t AND m.how != 1
WHERE g.dimension = ? AND (m.n, m.p) IN (SELECT n, p FROM temp.meant) AND m.n IN (SELECT n FROM {hits})
GROUP BY g.t
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
    "id": """
SELECT r.id, r.version, r.at, v.view FROM {hits} h JOIN record r USING (n) JOIN reading v USING (n)
WHERE r.kind = 'exchange' AND r.state = 'live' AND r.id > ifnull(?1, '') ORDER BY r.id LIMIT ?2
""",
}
BY_RELEVANCE = """
WITH place (n, word, worth) AS (
    SELECT h.n, w.key, 1 FROM temp.hits h, json_each(?3) w
    UNION ALL
    SELECT words.rowid, p.value ->> 0, p.value ->> 1
    FROM json_each(?4) p CROSS JOIN words ON words MATCH p.value ->> 2
    CROSS JOIN temp.hits h ON h.n = words.rowid
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
WITH gave AS (SELECT DISTINCT n, provider, sector FROM {hits} h JOIN taught USING (n)),
counted AS (
    SELECT provider, sector, count(*) AS exchanges, count(DISTINCT e.programme) AS programmes,
        min(e.active_from) AS first, max(e.active_until) AS last, sum(e.outcome IS 'positive') AS positive,
        sum(e.outcome IS 'mixed') AS mixed, sum(e.outcome IS 'negative') AS negative, min(e.grade) AS grade
    FROM gave g JOIN exchange e USING (n)
    WHERE (?1 IS NULL OR sector IN (
        SELECT t FROM tag WHERE dimension = 'sector' AND value IN (SELECT value FROM json_each(?1))))
    AND (?2 OR (n, provider) IN (SELECT n, p FROM temp.meant))
    GROUP BY provider, sector
)
SELECT p.value AS provider, s.value AS sector, exchanges, programmes, first, last, positive, mixed, negative,
    grade
FROM counted JOIN tag p ON p.t = provider JOIN tag s ON s.t = sector ORDER BY p.value, s.value
"""
RECIPIENTS = """
WITH gave AS (
    SELECT DISTINCT provider, sector, recipient FROM {hits} h JOIN taught USING (n)
    WHERE recipient AND (?1 OR (n, provider) IN (SELECT n, p FROM temp.meant))
    AND (?2 OR (n, recipient) IN (SELECT n, p FROM temp.meant))
)
SELECT p.value, s.value, r.value FROM gave
JOIN tag p ON p.t = provider JOIN tag s ON s.t = sector JOIN tag r ON r.t = recipient
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
COUNT_OF_KIND = "SELECT count(*) FROM record WHERE kind = ? AND state = 'live'"
