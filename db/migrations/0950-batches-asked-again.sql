-- When head office, put back from an older copy, said that it lacks a batch it had confirmed (ADR 0159).
ALTER TABLE batch ADD COLUMN asked_again_at TEXT;
