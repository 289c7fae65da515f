-- What was entered wrongly and put right after it was compared with a paper: what stood there, what stands there now, and why, sealed.
-- The person who put it right and the one who confirmed it stand in second_authorisation, which holds that they are two.
CREATE TABLE application_correction (
  authorisation_id TEXT PRIMARY KEY REFERENCES second_authorisation (id),
  case_id TEXT NOT NULL REFERENCES loan_case (id),
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_application_correction_case ON application_correction (case_id);
CREATE TRIGGER tr_application_correction_fixed BEFORE UPDATE ON application_correction
BEGIN SELECT RAISE(ABORT, 'fixed'); END;
CREATE TRIGGER tr_application_correction_kept BEFORE DELETE ON application_correction
BEGIN SELECT RAISE(ABORT, 'kept'); END;
