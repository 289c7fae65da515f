CREATE TABLE contract (
  case_id TEXT NOT NULL REFERENCES loan_case (id),
  rev INTEGER NOT NULL CONSTRAINT ck_contract_rev CHECK (rev >= 1),
  contract_no TEXT NOT NULL UNIQUE,
  mortgage_no TEXT UNIQUE,
  iou_no TEXT NOT NULL UNIQUE,
  sealed_terms BLOB NOT NULL,
  terms_sha256 TEXT NOT NULL,
  drawn_up_by TEXT NOT NULL REFERENCES staff (id),
  drawn_up_at TEXT NOT NULL,
  disclosed_at TEXT,
  signed_on TEXT,
  -- The seal keeper: another person than who drew it up (domain 10.2).
  sealed_by TEXT REFERENCES staff (id),
  witnessed_by TEXT REFERENCES staff (id),
  PRIMARY KEY (case_id, rev),
  CONSTRAINT ck_contract_signed CHECK ((signed_on IS NULL) = (sealed_by IS NULL))
) STRICT;
CREATE TRIGGER tr_contract_four_eyes BEFORE INSERT ON contract WHEN NEW.drawn_up_by IN (NEW.sealed_by, NEW.witnessed_by)
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;
CREATE TRIGGER tr_contract_four_eyes_update BEFORE UPDATE ON contract WHEN NEW.drawn_up_by IN (NEW.sealed_by, NEW.witnessed_by)
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;
CREATE TRIGGER tr_contract_signed BEFORE UPDATE ON contract
WHEN OLD.signed_on IS NOT NULL AND (NEW.terms_sha256 <> OLD.terms_sha256 OR NEW.sealed_terms <> OLD.sealed_terms OR NEW.signed_on IS NOT OLD.signed_on)
BEGIN SELECT RAISE(ABORT, 'signed'); END;

CREATE TABLE instalment (
  case_id TEXT NOT NULL,
  rev INTEGER NOT NULL,
  idx INTEGER NOT NULL CONSTRAINT ck_instalment_idx CHECK (idx BETWEEN 1 AND 360),
  due_on TEXT NOT NULL,
  days INTEGER NOT NULL,
  principal_fen INTEGER NOT NULL CONSTRAINT ck_instalment_principal_fen CHECK (principal_fen >= 0),
  interest_fen INTEGER NOT NULL CONSTRAINT ck_instalment_interest_fen CHECK (interest_fen >= 0),
  total_fen INTEGER NOT NULL,
  balance_fen INTEGER NOT NULL CONSTRAINT ck_instalment_balance_fen CHECK (balance_fen >= 0),
  PRIMARY KEY (case_id, rev, idx),
  FOREIGN KEY (case_id, rev) REFERENCES contract (case_id, rev),
  CONSTRAINT ck_instalment_total_fen CHECK (total_fen = principal_fen + interest_fen)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_instalment_due ON instalment (due_on);

CREATE TABLE registration (
  case_id TEXT PRIMARY KEY REFERENCES loan_case (id),
  state TEXT NOT NULL,
  sealed BLOB NOT NULL,
  proof_index BLOB,
  -- Who entered the proof, and who confirmed it against the paper.
  maker TEXT REFERENCES staff (id),
  checker TEXT REFERENCES staff (id),
  submitted_on TEXT,
  issued_on TEXT,
  effective_on TEXT,
  updated_at TEXT NOT NULL,
  CONSTRAINT ck_registration_effective CHECK (effective_on IS NULL OR (maker IS NOT NULL AND checker IS NOT NULL))
) STRICT;
CREATE INDEX ix_registration_proof ON registration (proof_index) WHERE proof_index IS NOT NULL;
CREATE TRIGGER tr_registration_four_eyes BEFORE INSERT ON registration WHEN NEW.maker = NEW.checker
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;
CREATE TRIGGER tr_registration_four_eyes_update BEFORE UPDATE ON registration WHEN NEW.maker = NEW.checker
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;

CREATE TABLE registration_event (
  case_id TEXT NOT NULL REFERENCES registration (case_id),
  n INTEGER NOT NULL CONSTRAINT ck_registration_event_n CHECK (n >= 1),
  from_state TEXT,
  to_state TEXT NOT NULL,
  maker TEXT NOT NULL REFERENCES staff (id),
  checker TEXT REFERENCES staff (id),
  at TEXT NOT NULL,
  PRIMARY KEY (case_id, n)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tr_registration_event_four_eyes BEFORE INSERT ON registration_event WHEN NEW.maker = NEW.checker
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;
CREATE TRIGGER tr_registration_event_fixed BEFORE UPDATE ON registration_event
BEGIN SELECT RAISE(ABORT, 'fixed'); END;
CREATE TRIGGER tr_registration_event_kept BEFORE DELETE ON registration_event
BEGIN SELECT RAISE(ABORT, 'kept'); END;
-- No disbursement before the registration is effective (domain 1.4, invariant 3).
CREATE TRIGGER tr_loan_case_registered BEFORE UPDATE ON loan_case
WHEN NEW.state = 'DISBURSED' AND OLD.state <> 'DISBURSED' AND NEW.security = 'MORTGAGE_RE'
  AND NOT EXISTS (SELECT 1 FROM registration WHERE case_id = NEW.id AND state = 'EFFECTIVE' AND effective_on IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'registration'); END;

CREATE TABLE disbursement (
  case_id TEXT PRIMARY KEY REFERENCES loan_case (id),
  maker TEXT NOT NULL REFERENCES staff (id),
  prepared_at TEXT NOT NULL,
  amount_fen INTEGER NOT NULL CONSTRAINT ck_disbursement_amount_fen CHECK (amount_fen BETWEEN 1 AND 1000000000000),
  sealed BLOB NOT NULL,
  checker TEXT REFERENCES staff (id),
  voucher_no TEXT UNIQUE,
  value_date TEXT,
  released_at TEXT,
  CONSTRAINT ck_disbursement_released CHECK ((released_at IS NULL) = (checker IS NULL) AND (checker IS NULL) = (voucher_no IS NULL)
    AND (voucher_no IS NULL) = (value_date IS NULL))
) STRICT;
CREATE TRIGGER tr_disbursement_four_eyes BEFORE INSERT ON disbursement WHEN NEW.maker = NEW.checker
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;
CREATE TRIGGER tr_disbursement_four_eyes_update BEFORE UPDATE ON disbursement WHEN NEW.maker = NEW.checker
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;
CREATE TRIGGER tr_disbursement_released BEFORE UPDATE ON disbursement WHEN OLD.released_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'released'); END;
