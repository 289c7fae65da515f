-- Whether the person of another case is the one of this: what somebody judged when the two were shown side by side. Kept for ever.
CREATE TABLE duplicate_verdict (
  case_id TEXT NOT NULL REFERENCES loan_case (id),
  other_case_id TEXT NOT NULL REFERENCES loan_case (id),
  verdict TEXT NOT NULL CONSTRAINT ck_duplicate_verdict CHECK (verdict IN ('SAME', 'OTHER')),
  sealed_reason BLOB,
  judged_by TEXT NOT NULL REFERENCES staff (id),
  judged_at TEXT NOT NULL,
  PRIMARY KEY (case_id, other_case_id, judged_at),
  CONSTRAINT ck_duplicate_verdict_cases CHECK (case_id <> other_case_id),
  CONSTRAINT ck_duplicate_verdict_reason CHECK (verdict = 'SAME' OR sealed_reason IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tr_duplicate_verdict_fixed BEFORE UPDATE ON duplicate_verdict
BEGIN SELECT RAISE(ABORT, 'fixed'); END;
CREATE TRIGGER tr_duplicate_verdict_kept BEFORE DELETE ON duplicate_verdict
BEGIN SELECT RAISE(ABORT, 'kept'); END;
