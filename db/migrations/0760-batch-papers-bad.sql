-- Head office could not use the papers that came with the batch: its records stand, its papers are listed again (ADR 0138).
ALTER TABLE batch ADD COLUMN papers_bad_at TEXT;
