-- Ids that differ by case alone are one id: whoever writes a new one asks for its twins.
CREATE INDEX record_by_case ON record (id COLLATE NOCASE);
CREATE INDEX alias_by_case ON alias (alias COLLATE NOCASE);
