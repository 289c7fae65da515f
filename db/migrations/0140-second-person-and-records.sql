-- A second person authorised at the same counter with a password of his own (domain 10.2): two persons in every row, never changed.
CREATE TABLE second_authorisation (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES loan_case (id),
  action TEXT NOT NULL,
  asked_by TEXT NOT NULL REFERENCES staff (id),
  authorised_by TEXT NOT NULL REFERENCES staff (id),
  at TEXT NOT NULL,
  CONSTRAINT ck_second_authorisation_four_eyes CHECK (asked_by <> authorised_by)
) STRICT;
CREATE INDEX ix_second_authorisation_case ON second_authorisation (case_id);
CREATE TRIGGER tr_second_authorisation_fixed BEFORE UPDATE ON second_authorisation
BEGIN SELECT RAISE(ABORT, 'fixed'); END;
CREATE TRIGGER tr_second_authorisation_kept BEFORE DELETE ON second_authorisation
BEGIN SELECT RAISE(ABORT, 'kept'); END;

-- What the first manager has typed of the survey, until it is recorded.
CREATE TABLE survey_draft (
  case_id TEXT NOT NULL REFERENCES loan_case (id),
  staff_id TEXT NOT NULL REFERENCES staff (id),
  sealed BLOB NOT NULL,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (case_id, staff_id)
) STRICT, WITHOUT ROWID;

-- Each try of a callback; the number called and what was said are sealed.
CREATE TABLE callback_try (
  case_id TEXT NOT NULL REFERENCES loan_case (id),
  n INTEGER NOT NULL CONSTRAINT ck_callback_try_n CHECK (n >= 1),
  called_by TEXT NOT NULL REFERENCES staff (id),
  called_at TEXT NOT NULL,
  reached INTEGER NOT NULL CONSTRAINT ck_callback_try_reached CHECK (reached IN (0, 1)),
  next_on TEXT,
  sealed BLOB NOT NULL,
  PRIMARY KEY (case_id, n),
  CONSTRAINT ck_callback_try_next CHECK (reached = 0 OR next_on IS NULL)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tr_callback_try_fixed BEFORE UPDATE ON callback_try
BEGIN SELECT RAISE(ABORT, 'fixed'); END;
CREATE TRIGGER tr_callback_try_kept BEFORE DELETE ON callback_try
BEGIN SELECT RAISE(ABORT, 'kept'); END;

-- The day the registry's step is of, and what was noted with it.
ALTER TABLE registration_event ADD COLUMN happened_on TEXT;
ALTER TABLE registration_event ADD COLUMN sealed_note BLOB;

-- The signing register: who signed where and when, how many copies, face to face (domain 1.3); sealed, once a contract.
CREATE TABLE signing (
  case_id TEXT NOT NULL,
  rev INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES staff (id),
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (case_id, rev),
  FOREIGN KEY (case_id, rev) REFERENCES contract (case_id, rev)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tr_signing_four_eyes BEFORE INSERT ON signing
WHEN EXISTS (SELECT 1 FROM contract c WHERE c.case_id = NEW.case_id AND c.rev = NEW.rev AND c.drawn_up_by = NEW.recorded_by)
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;
CREATE TRIGGER tr_signing_fixed BEFORE UPDATE ON signing
BEGIN SELECT RAISE(ABORT, 'fixed'); END;
CREATE TRIGGER tr_signing_kept BEFORE DELETE ON signing
BEGIN SELECT RAISE(ABORT, 'kept'); END;
