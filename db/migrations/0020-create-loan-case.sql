-- Domain 1.4; kept equal to core/loan-case/transitions.ts by a test.
CREATE TABLE case_transition (
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  PRIMARY KEY (from_state, to_state)
) STRICT, WITHOUT ROWID;
INSERT INTO case_transition (from_state, to_state) VALUES
  ('DRAFT', 'DOC_CHECK'), ('DOC_CHECK', 'DEFICIENT'), ('DEFICIENT', 'DOC_CHECK'),
  ('DOC_CHECK', 'ACCEPTED'), ('ACCEPTED', 'SURVEY'), ('SURVEY', 'SCORED'),
  ('SCORED', 'REVIEW'), ('SCORED', 'REJECTED'), ('REVIEW', 'APPROVAL'),
  ('REVIEW', 'SURVEY'), ('REVIEW', 'REJECTED'), ('APPROVAL', 'HO_PENDING'),
  ('APPROVAL', 'REVIEW'), ('APPROVAL', 'REJECTED'), ('HO_PENDING', 'REJECTED'),
  ('APPROVAL', 'COST_DISCLOSED'), ('APPROVAL', 'CONTRACTED'), ('HO_PENDING', 'COST_DISCLOSED'),
  ('HO_PENDING', 'CONTRACTED'), ('COST_DISCLOSED', 'CONTRACTED'), ('CONTRACTED', 'COLLATERAL'),
  ('CONTRACTED', 'READY'), ('COLLATERAL', 'READY'), ('READY', 'DISBURSED'),
  ('COST_DISCLOSED', 'APPROVAL'), ('CONTRACTED', 'APPROVAL'), ('COLLATERAL', 'APPROVAL'),
  ('READY', 'APPROVAL'), ('DRAFT', 'WITHDRAWN'), ('DOC_CHECK', 'WITHDRAWN'),
  ('DEFICIENT', 'WITHDRAWN'), ('ACCEPTED', 'WITHDRAWN'), ('SURVEY', 'WITHDRAWN'),
  ('SCORED', 'WITHDRAWN'), ('REVIEW', 'WITHDRAWN'), ('APPROVAL', 'WITHDRAWN'),
  ('HO_PENDING', 'WITHDRAWN'), ('COST_DISCLOSED', 'WITHDRAWN'), ('CONTRACTED', 'WITHDRAWN'),
  ('COLLATERAL', 'WITHDRAWN'), ('READY', 'WITHDRAWN'), ('DISBURSED', 'ACTIVE'),
  ('ACTIVE', 'OVERDUE'), ('OVERDUE', 'ACTIVE'), ('ACTIVE', 'EXTENDED'),
  ('ACTIVE', 'RENEWED'), ('EXTENDED', 'ACTIVE'), ('RENEWED', 'ACTIVE'),
  ('ACTIVE', 'SETTLED'), ('OVERDUE', 'SETTLED'), ('OVERDUE', 'TRANSFERRED'),
  ('SETTLED', 'ARCHIVED'), ('REJECTED', 'ARCHIVED'), ('WITHDRAWN', 'ARCHIVED');
CREATE TRIGGER tr_case_transition_no_insert BEFORE INSERT ON case_transition
BEGIN SELECT RAISE(ABORT, 'fixed'); END;
CREATE TRIGGER tr_case_transition_no_update BEFORE UPDATE ON case_transition
BEGIN SELECT RAISE(ABORT, 'fixed'); END;
CREATE TRIGGER tr_case_transition_no_delete BEFORE DELETE ON case_transition
BEGIN SELECT RAISE(ABORT, 'fixed'); END;

CREATE TABLE loan_case (
  serial INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  state TEXT NOT NULL CONSTRAINT ck_loan_case_state CHECK (state IN ('DRAFT', 'DOC_CHECK', 'DEFICIENT', 'ACCEPTED', 'SURVEY', 'SCORED',
    'REVIEW', 'APPROVAL', 'HO_PENDING', 'COST_DISCLOSED', 'CONTRACTED', 'COLLATERAL', 'READY', 'DISBURSED', 'ACTIVE', 'OVERDUE',
    'EXTENDED', 'RENEWED', 'SETTLED', 'ARCHIVED', 'TRANSFERRED', 'WITHDRAWN', 'REJECTED')),
  application_no TEXT NOT NULL UNIQUE,
  acceptance_no TEXT UNIQUE,
  product_code TEXT NOT NULL,
  product_line TEXT NOT NULL CONSTRAINT ck_loan_case_product_line CHECK (product_line IN ('IND_CONSUME', 'IND_BIZ')),
  security TEXT NOT NULL CONSTRAINT ck_loan_case_security CHECK (security IN ('CREDIT', 'MORTGAGE_RE')),
  pack_versions TEXT NOT NULL CONSTRAINT ck_loan_case_pack_versions CHECK (json_valid(pack_versions)),
  amount_fen INTEGER NOT NULL CONSTRAINT ck_loan_case_amount_fen CHECK (amount_fen BETWEEN 0 AND 1000000000000),
  tenor_months INTEGER NOT NULL CONSTRAINT ck_loan_case_tenor_months CHECK (tenor_months BETWEEN 0 AND 360),
  opened_by TEXT NOT NULL REFERENCES staff (id),
  opened_at TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  updated_by TEXT NOT NULL REFERENCES staff (id),
  updated_at TEXT NOT NULL,
  due_on TEXT,
  submitted_by TEXT REFERENCES staff (id),
  submitted_at TEXT,
  notice_due_on TEXT,
  accepted_on TEXT,
  account_manager_1 TEXT REFERENCES staff (id),
  account_manager_2 TEXT REFERENCES staff (id),
  scored_at TEXT,
  reviewer TEXT REFERENCES staff (id),
  approver TEXT REFERENCES staff (id),
  approved_on TEXT,
  approval_valid_until TEXT,
  disclosed_on TEXT,
  contract_no TEXT UNIQUE,
  contract_maker TEXT REFERENCES staff (id),
  contract_sealer TEXT REFERENCES staff (id),
  signed_on TEXT,
  registered_on TEXT,
  disbursement_preparer TEXT REFERENCES staff (id),
  released_by TEXT REFERENCES staff (id),
  disbursed_on TEXT,
  first_loan_declared INTEGER NOT NULL CONSTRAINT ck_loan_case_first_loan_declared CHECK (first_loan_declared IN (0, 1)),
  first_loan_determined INTEGER CONSTRAINT ck_loan_case_first_loan_determined CHECK (first_loan_determined IN (0, 1)),
  first_loan_basis TEXT,
  first_loan_frozen INTEGER CONSTRAINT ck_loan_case_first_loan_frozen CHECK (first_loan_frozen IN (0, 1)),
  settled_on TEXT,
  ended_on TEXT,
  reason_codes TEXT NOT NULL CONSTRAINT ck_loan_case_reason_codes CHECK (json_valid(reason_codes)),
  filed_at TEXT,
  archived_on TEXT,
  archive_no TEXT,
  papers_ok INTEGER NOT NULL,
  papers_needed INTEGER NOT NULL,
  id_index BLOB,
  phone_index BLOB,
  uscc_index BLOB,
  sealed_applicant BLOB NOT NULL,
  sealed_application BLOB,
  CONSTRAINT ck_loan_case_amount_known CHECK (state IN ('DRAFT', 'WITHDRAWN', 'ARCHIVED') OR (amount_fen > 0 AND tenor_months > 0)),
  CONSTRAINT ck_loan_case_application CHECK (state IN ('DRAFT', 'WITHDRAWN', 'ARCHIVED') OR sealed_application IS NOT NULL)
) STRICT;
CREATE INDEX ix_loan_case_updated ON loan_case (updated_at DESC, serial DESC, state);
CREATE INDEX ix_loan_case_due ON loan_case (due_on, serial, state) WHERE due_on IS NOT NULL;
CREATE INDEX ix_loan_case_state ON loan_case (state);
CREATE INDEX ix_loan_case_id_index ON loan_case (id_index) WHERE id_index IS NOT NULL;
CREATE INDEX ix_loan_case_phone_index ON loan_case (phone_index) WHERE phone_index IS NOT NULL;
CREATE INDEX ix_loan_case_uscc_index ON loan_case (uscc_index) WHERE uscc_index IS NOT NULL;

CREATE TRIGGER tr_loan_case_starts_as_draft BEFORE INSERT ON loan_case WHEN NEW.state <> 'DRAFT' OR NEW.version <> 1
BEGIN SELECT RAISE(ABORT, 'transition'); END;
CREATE TRIGGER tr_loan_case_transition BEFORE UPDATE ON loan_case
WHEN NEW.state <> OLD.state
  AND NOT EXISTS (SELECT 1 FROM case_transition WHERE from_state = OLD.state AND to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'transition'); END;
-- The checklist counts alone may change without a version: they follow from papers and rules.
CREATE TRIGGER tr_loan_case_version BEFORE UPDATE OF
  id, version, state, application_no, acceptance_no, product_code, product_line, security, pack_versions, amount_fen, tenor_months,
  opened_by, opened_at, opened_on, updated_by, updated_at, due_on, submitted_by, submitted_at, notice_due_on, accepted_on,
  account_manager_1, account_manager_2, scored_at, reviewer, approver, approved_on, approval_valid_until, disclosed_on,
  contract_no, contract_maker, contract_sealer, signed_on, registered_on, disbursement_preparer, released_by, disbursed_on,
  first_loan_declared, first_loan_determined, first_loan_basis, first_loan_frozen, settled_on, ended_on, reason_codes, filed_at,
  archived_on, archive_no, id_index, phone_index, uscc_index, sealed_applicant, sealed_application
ON loan_case WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'version'); END;
CREATE TRIGGER tr_loan_case_identity BEFORE UPDATE ON loan_case
WHEN NEW.id <> OLD.id OR NEW.application_no <> OLD.application_no OR NEW.opened_by <> OLD.opened_by OR NEW.opened_at <> OLD.opened_at
BEGIN SELECT RAISE(ABORT, 'identity'); END;
CREATE TRIGGER tr_loan_case_kept BEFORE DELETE ON loan_case
BEGIN SELECT RAISE(ABORT, 'kept'); END;
-- A disbursed case keeps what was frozen with it (rulings 4).
CREATE TRIGGER tr_loan_case_frozen BEFORE UPDATE ON loan_case
WHEN OLD.first_loan_frozen IS NOT NULL AND NEW.first_loan_frozen IS NOT OLD.first_loan_frozen
BEGIN SELECT RAISE(ABORT, 'frozen'); END;

-- Domain 1.4 invariant 1 and 10.2: persons differ. A null compares as unknown and passes.
CREATE TRIGGER tr_loan_case_four_eyes BEFORE UPDATE ON loan_case
WHEN NEW.account_manager_1 = NEW.account_manager_2
  OR NEW.reviewer IN (NEW.account_manager_1, NEW.account_manager_2)
  OR NEW.approver IN (NEW.account_manager_1, NEW.account_manager_2, NEW.reviewer)
  OR NEW.contract_maker = NEW.contract_sealer
  OR NEW.disbursement_preparer = NEW.released_by
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;
CREATE TRIGGER tr_loan_case_four_eyes_insert BEFORE INSERT ON loan_case
WHEN NEW.account_manager_1 IS NOT NULL OR NEW.account_manager_2 IS NOT NULL OR NEW.reviewer IS NOT NULL OR NEW.approver IS NOT NULL
  OR NEW.contract_maker IS NOT NULL OR NEW.contract_sealer IS NOT NULL OR NEW.disbursement_preparer IS NOT NULL OR NEW.released_by IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;

-- Blind indexes of the other people of a case, for the duplicate search; the people themselves stand in the sealed application.
CREATE TABLE case_party_index (
  case_id TEXT NOT NULL REFERENCES loan_case (id),
  role TEXT NOT NULL,
  id_index BLOB NOT NULL,
  phone_index BLOB NOT NULL,
  PRIMARY KEY (case_id, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_case_party_index_id ON case_party_index (id_index);
CREATE INDEX ix_case_party_index_phone ON case_party_index (phone_index);

-- What a person typed so far; case_id is null before the case is opened.
CREATE TABLE draft (
  id TEXT PRIMARY KEY,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  case_id TEXT REFERENCES loan_case (id),
  product_code TEXT NOT NULL,
  sealed BLOB NOT NULL,
  saved_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_draft_case_staff ON draft (case_id, staff_id) WHERE case_id IS NOT NULL;
CREATE INDEX ix_draft_staff ON draft (staff_id, saved_at);
