-- One branch, one database (rulings 10): a single row.
CREATE TABLE branch (
  id TEXT PRIMARY KEY CONSTRAINT ck_branch_single CHECK (id = 'branch'),
  code TEXT NOT NULL CONSTRAINT ck_branch_code CHECK (code GLOB '[0-9][0-9][0-9][0-9][0-9][0-9]'),
  bank_name TEXT NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  phone TEXT NOT NULL,
  manager_name TEXT NOT NULL,
  region_code TEXT NOT NULL,
  epoch INTEGER NOT NULL CONSTRAINT ck_branch_epoch CHECK (epoch >= 1),
  set_up_at TEXT NOT NULL
) STRICT;

CREATE TABLE staff (
  id TEXT PRIMARY KEY,
  staff_no TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  active INTEGER NOT NULL CONSTRAINT ck_staff_active CHECK (active IN (0, 1)),
  added_at TEXT NOT NULL,
  added_by TEXT REFERENCES staff (id)
) STRICT;

CREATE TABLE staff_role (
  staff_id TEXT NOT NULL REFERENCES staff (id),
  role TEXT NOT NULL CONSTRAINT ck_staff_role CHECK (role IN ('TELLER', 'ACCOUNT_MANAGER', 'REVIEWER', 'BRANCH_MANAGER',
    'DISBURSEMENT_OFFICER', 'ARCHIVIST', 'ADMINISTRATOR', 'AUDITOR')),
  PRIMARY KEY (staff_id, role)
) STRICT, WITHOUT ROWID;

-- Administrator and auditor are alone (rulings 7).
CREATE TRIGGER tr_staff_role_alone BEFORE INSERT ON staff_role
WHEN EXISTS (SELECT 1 FROM staff_role other WHERE other.staff_id = NEW.staff_id AND other.role <> NEW.role
  AND (other.role IN ('ADMINISTRATOR', 'AUDITOR') OR NEW.role IN ('ADMINISTRATOR', 'AUDITOR')))
BEGIN SELECT RAISE(ABORT, 'role_alone'); END;
CREATE TRIGGER tr_staff_role_fixed BEFORE UPDATE ON staff_role
BEGIN SELECT RAISE(ABORT, 'role_alone'); END;

-- The latest row is the day of the branch; its date never goes back (rulings 6, domain 10.4).
CREATE TABLE branch_day (
  business_date TEXT PRIMARY KEY,
  opened_by TEXT NOT NULL REFERENCES staff (id),
  opened_at TEXT NOT NULL,
  closed_by TEXT REFERENCES staff (id),
  closed_at TEXT,
  -- The seal of the closed day: the last audit row and its hash.
  seal_n INTEGER,
  seal_hash TEXT,
  CONSTRAINT ck_branch_day_closed CHECK ((closed_by IS NULL) = (closed_at IS NULL) AND (closed_at IS NULL) = (seal_n IS NULL)
    AND (seal_n IS NULL) = (seal_hash IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tr_branch_day_forward BEFORE INSERT ON branch_day
WHEN EXISTS (SELECT 1 FROM branch_day WHERE business_date >= NEW.business_date OR closed_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'day_forward'); END;
CREATE TRIGGER tr_branch_day_sealed BEFORE UPDATE ON branch_day WHEN OLD.closed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'day_sealed'); END;
CREATE TRIGGER tr_branch_day_kept BEFORE DELETE ON branch_day
BEGIN SELECT RAISE(ABORT, 'day_sealed'); END;

CREATE TABLE sign_in_attempt (
  serial INTEGER PRIMARY KEY,
  staff_no TEXT NOT NULL,
  at TEXT NOT NULL,
  terminal TEXT NOT NULL,
  outcome TEXT NOT NULL CONSTRAINT ck_sign_in_attempt_outcome CHECK (outcome IN ('SUCCESS', 'FAILURE', 'LOCKED', 'UNLOCKED'))
) STRICT;
CREATE INDEX ix_sign_in_attempt_staff_no ON sign_in_attempt (staff_no, serial);

-- Ways to the data key (rulings 9). `slot` is the key-slot text; it holds nothing secret in the clear.
CREATE TABLE key_slot (
  slot_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CONSTRAINT ck_key_slot_kind CHECK (kind IN ('PASSWORD', 'RECOVERY')),
  staff_id TEXT UNIQUE REFERENCES staff (id),
  slot TEXT NOT NULL,
  made_at TEXT NOT NULL,
  -- Who reset it and who let him; both null where the owner or the set-up made it.
  reset_by TEXT REFERENCES staff (id),
  approved_by TEXT REFERENCES staff (id),
  CONSTRAINT ck_key_slot_owner CHECK ((kind = 'PASSWORD') = (staff_id IS NOT NULL)),
  CONSTRAINT ck_key_slot_reset CHECK ((reset_by IS NULL) = (approved_by IS NULL))
) STRICT;
CREATE TRIGGER tr_key_slot_four_eyes_insert BEFORE INSERT ON key_slot WHEN NEW.reset_by = NEW.approved_by
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;
CREATE TRIGGER tr_key_slot_four_eyes_update BEFORE UPDATE ON key_slot WHEN NEW.reset_by = NEW.approved_by
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;

-- The branch's own key pairs, one row per epoch; secret halves sealed under the data key.
CREATE TABLE branch_key (
  epoch INTEGER PRIMARY KEY,
  sealed BLOB NOT NULL,
  public_keys TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;

CREATE TABLE enrolment (
  epoch INTEGER PRIMARY KEY,
  body BLOB NOT NULL,
  signature TEXT NOT NULL,
  installed_by TEXT NOT NULL REFERENCES staff (id),
  installed_at TEXT NOT NULL
) STRICT;

-- Domain 10.5: counted per kind and business day, never reused.
CREATE TABLE number_sequence (
  kind TEXT NOT NULL,
  branch TEXT NOT NULL,
  day TEXT NOT NULL,
  last INTEGER NOT NULL CONSTRAINT ck_number_sequence_last CHECK (last BETWEEN 1 AND 9999),
  PRIMARY KEY (kind, branch, day)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tr_number_sequence_forward BEFORE UPDATE ON number_sequence WHEN NEW.last <= OLD.last
BEGIN SELECT RAISE(ABORT, 'number_reused'); END;
CREATE TRIGGER tr_number_sequence_kept BEFORE DELETE ON number_sequence
BEGIN SELECT RAISE(ABORT, 'number_reused'); END;
CREATE TABLE number_void (
  number TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  reason_code TEXT NOT NULL,
  voided_by TEXT NOT NULL REFERENCES staff (id),
  voided_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT REFERENCES staff (id)
) STRICT, WITHOUT ROWID;
