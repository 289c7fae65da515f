-- Append-only, each row holding the hash of the row before (domain 1.4, invariant 4).
CREATE TABLE audit (
  n INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  staff_id TEXT REFERENCES staff (id),
  terminal TEXT NOT NULL,
  action TEXT NOT NULL,
  case_id TEXT REFERENCES loan_case (id),
  subject TEXT,
  from_state TEXT,
  to_state TEXT,
  reason_code TEXT,
  sealed_reason BLOB,
  data_hash_before TEXT,
  data_hash_after TEXT,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX ix_audit_case ON audit (case_id, n) WHERE case_id IS NOT NULL;

CREATE TRIGGER tr_audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER tr_audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER tr_audit_chain BEFORE INSERT ON audit
WHEN NEW.n <> 1 + coalesce((SELECT max(n) FROM audit), 0)
  OR NEW.prev <> coalesce((SELECT hash FROM audit ORDER BY n DESC LIMIT 1), '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN SELECT RAISE(ABORT, 'chain'); END;
