"""Constraints, indexes and the one Head node. Everything here runs on the community edition."""

from exchange_graph.domain.records import KINDS
from exchange_graph.graph.neo4j.node import label

SCHEMA_VERSION = 1
"""Raise it when a graph written by an older version of this service has to be changed to be read."""

SCHEMA = {
    "record_id": "CREATE CONSTRAINT record_id IF NOT EXISTS FOR (n:Record) REQUIRE n.id IS UNIQUE",
    "alias_alias": "CREATE CONSTRAINT alias_alias IF NOT EXISTS FOR (a:Alias) REQUIRE a.alias IS UNIQUE",
    "alias_of": "CREATE INDEX alias_of IF NOT EXISTS FOR (a:Alias) ON (a.of)",
    "alias_folded": "CREATE INDEX alias_folded IF NOT EXISTS FOR (a:Alias) ON (a.folded)",
    "record_folded": "CREATE INDEX record_folded IF NOT EXISTS FOR (n:Record) ON (n.folded)",
    "record_into": "CREATE INDEX record_into IF NOT EXISTS FOR (n:Record) ON (n.into)",
    "head_id": "CREATE CONSTRAINT head_id IF NOT EXISTS FOR (h:Head) REQUIRE h.id IS UNIQUE",
    "change_key": "CREATE CONSTRAINT change_key IF NOT EXISTS FOR (c:Change) REQUIRE c.key IS UNIQUE",
    "change_revision": """
CREATE CONSTRAINT change_revision IF NOT EXISTS FOR (c:Change) REQUIRE c.revision IS UNIQUE
""",
    "version_place": """
CREATE CONSTRAINT version_place IF NOT EXISTS FOR (v:Version) REQUIRE (v.revision, v.position) IS UNIQUE
""",
    "version_record": "CREATE INDEX version_record IF NOT EXISTS FOR (v:Version) ON (v.record, v.revision)",
    "record_of_kind": """
CREATE INDEX record_of_kind IF NOT EXISTS FOR (n:Record) ON (n.record_kind, n.state, n.id)
""",
    "exchange_traced": "CREATE INDEX exchange_traced IF NOT EXISTS FOR (e:Exchange) ON (e.traced)",
    "exchange_newest": "CREATE INDEX exchange_newest IF NOT EXISTS FOR (e:Exchange) ON (e.by_newest)",
    "exchange_oldest": "CREATE INDEX exchange_oldest IF NOT EXISTS FOR (e:Exchange) ON (e.by_oldest)",
    "exchange_title": "CREATE INDEX exchange_title IF NOT EXISTS FOR (e:Exchange) ON (e.by_title)",
    "record_words": """
CREATE FULLTEXT INDEX record_words IF NOT EXISTS FOR (n:Record|Head)
ON EACH [n.words_title, n.words_party, n.words_sector, n.words_elsewhere, n.keys]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}
""",
    **{
        f"{kind}_id": f"""
CREATE CONSTRAINT {kind}_id IF NOT EXISTS FOR (n:{label(kind)}) REQUIRE n.id IS UNIQUE
"""
        for kind in KINDS
    },
}
"""By the name of the constraint or index: what makes it. The last ones serve those who query by hand."""

NAMES = "SHOW INDEXES YIELD name RETURN collect(name) AS names"
AWAIT = "CALL db.awaitIndexes(300)"

KEPT = "MATCH (h:Head {id: 'head'}) RETURN h.entries AS entries, h.schema AS schema"
HEAD = """
MERGE (h:Head {id: 'head'})
ON CREATE SET h.revision = 0, h.entries = $entries, h.schema = $schema
SET h.writer = 'opening'
WITH h
SET h.keys = 'head:' + toString(h.revision), h.writer = null
RETURN h.entries AS entries, h.schema AS schema
"""
FOLD = {
    "records": "MATCH (n:Record) WHERE n.id > '' AND n.folded IS NULL SET n.folded = toLower(n.id)",
    "old keys": "MATCH (a:Alias) WHERE a.alias > '' SET a.folded = toLower(a.alias)",
}
"""For graphs from before `folded`; what lives gets it with its entry."""
ENTRIES = "MATCH (h:Head {id: 'head'}) SET h.entries = $entries"
