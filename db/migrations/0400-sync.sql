-- The line to head office (sync.md 4): what head office holds, what it sent, and what the branch made of it.

-- Head office's signed word that envelope and records of a batch are durable there.
CREATE TABLE custody (
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  receipt TEXT NOT NULL,
  taken_at TEXT NOT NULL,
  -- Every part was taken too; nothing more is sent of this batch.
  delivered INTEGER NOT NULL DEFAULT 0 CONSTRAINT ck_custody_delivered CHECK (delivered IN (0, 1)),
  PRIMARY KEY (epoch, seq),
  FOREIGN KEY (epoch, seq) REFERENCES batch (epoch, seq)
) STRICT, WITHOUT ROWID;

-- Where the down stream stands: each down batch once, whatever it carried.
CREATE TABLE down_batch (
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL CONSTRAINT ck_down_batch_seq CHECK (seq >= 1),
  envelope_sha256 TEXT NOT NULL,
  taken_at TEXT NOT NULL,
  PRIMARY KEY (epoch, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO down_batch (epoch, seq, envelope_sha256, taken_at) SELECT epoch, seq, envelope_sha256, taken_at FROM receipt;

-- One down batch may answer several batches.
CREATE TABLE receipt_of_batch (
  envelope_sha256 TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  batch_epoch INTEGER NOT NULL,
  batch_seq INTEGER NOT NULL,
  state TEXT NOT NULL CONSTRAINT ck_receipt_of_batch_state CHECK (state IN ('applied', 'skipped')),
  body TEXT NOT NULL CONSTRAINT ck_receipt_of_batch_body CHECK (json_valid(body)),
  taken_at TEXT NOT NULL,
  PRIMARY KEY (epoch, seq, batch_epoch, batch_seq),
  FOREIGN KEY (epoch, seq) REFERENCES down_batch (epoch, seq),
  FOREIGN KEY (batch_epoch, batch_seq) REFERENCES batch (epoch, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO receipt_of_batch SELECT envelope_sha256, epoch, seq, batch_epoch, batch_seq, state, body, taken_at FROM receipt;
DROP TABLE receipt;

-- Records of a later release: kept as they came, looked at again after an upgrade.
CREATE TABLE down_parked (
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  line_no INTEGER NOT NULL CONSTRAINT ck_down_parked_line CHECK (line_no >= 1),
  type TEXT NOT NULL,
  schema INTEGER NOT NULL,
  sealed_line BLOB NOT NULL,
  PRIMARY KEY (epoch, seq, line_no),
  FOREIGN KEY (epoch, seq) REFERENCES down_batch (epoch, seq)
) STRICT, WITHOUT ROWID;

-- What the branch asks head office to decide, and the version of the case it froze.
CREATE TABLE escalation (
  case_id TEXT NOT NULL REFERENCES loan_case (id),
  rev INTEGER NOT NULL CONSTRAINT ck_escalation_rev CHECK (rev >= 1),
  case_version INTEGER NOT NULL,
  asked_at TEXT NOT NULL,
  PRIMARY KEY (case_id, rev)
) STRICT, WITHOUT ROWID;

CREATE TABLE office_decision (
  id TEXT PRIMARY KEY,
  case_id TEXT REFERENCES loan_case (id),
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  case_version INTEGER NOT NULL,
  outcome TEXT NOT NULL CONSTRAINT ck_office_decision_outcome CHECK (outcome IN ('APPROVED', 'REJECTED', 'RETURNED')),
  sealed_body BLOB NOT NULL,
  state TEXT NOT NULL CONSTRAINT ck_office_decision_state CHECK (state IN ('ARRIVED', 'TAKEN', 'SET_ASIDE')),
  arrived_at TEXT NOT NULL,
  settled_by TEXT REFERENCES staff (id),
  settled_at TEXT,
  FOREIGN KEY (epoch, seq) REFERENCES down_batch (epoch, seq),
  CONSTRAINT ck_office_decision_settled CHECK ((state = 'ARRIVED') = (settled_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_office_decision_case ON office_decision (case_id) WHERE case_id IS NOT NULL;
-- A decision that came is never altered; it can only be settled, once.
CREATE TRIGGER tr_office_decision_kept BEFORE UPDATE ON office_decision
WHEN OLD.state <> 'ARRIVED' OR NEW.sealed_body <> OLD.sealed_body OR NEW.case_version <> OLD.case_version OR NEW.outcome <> OLD.outcome
BEGIN SELECT RAISE(ABORT, 'settled'); END;
CREATE TRIGGER tr_office_decision_no_delete BEFORE DELETE ON office_decision
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TABLE reference_pack (
  kind TEXT NOT NULL,
  version INTEGER NOT NULL CONSTRAINT ck_reference_pack_version CHECK (version >= 1),
  title TEXT NOT NULL,
  note TEXT NOT NULL,
  effective_from TEXT NOT NULL,
  prepared_by TEXT NOT NULL,
  published_by TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  -- WAITING for its day, IN_FORCE, REFUSED because this release cannot read it, REPLACED by a later version.
  state TEXT NOT NULL CONSTRAINT ck_reference_pack_state CHECK (state IN ('WAITING', 'IN_FORCE', 'REFUSED', 'REPLACED')),
  reason TEXT,
  arrived_at TEXT NOT NULL,
  in_force_at TEXT,
  PRIMARY KEY (kind, version),
  FOREIGN KEY (epoch, seq) REFERENCES down_batch (epoch, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE reference_file (
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (kind, version, name),
  FOREIGN KEY (kind, version) REFERENCES reference_pack (kind, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tr_reference_file_kept BEFORE UPDATE ON reference_file
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TABLE cross_finding (
  id TEXT NOT NULL,
  rev INTEGER NOT NULL CONSTRAINT ck_cross_finding_rev CHECK (rev >= 1),
  case_id TEXT REFERENCES loan_case (id),
  kind TEXT NOT NULL,
  other_cases INTEGER NOT NULL,
  other_branches INTEGER NOT NULL,
  states TEXT NOT NULL CONSTRAINT ck_cross_finding_states CHECK (json_valid(states)),
  found_at TEXT NOT NULL,
  PRIMARY KEY (id, rev)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_cross_finding_case ON cross_finding (case_id) WHERE case_id IS NOT NULL;

-- The audit log as sealed at the end of each day, and head office's cosignature under it (sync.md 7).
CREATE TABLE audit_seal (
  size INTEGER PRIMARY KEY CONSTRAINT ck_audit_seal_size CHECK (size >= 1),
  business_date TEXT NOT NULL,
  root TEXT NOT NULL,
  head TEXT NOT NULL,
  note TEXT NOT NULL,
  sealed_at TEXT NOT NULL,
  cosigned_note TEXT,
  cosigned_at TEXT
) STRICT;
CREATE TRIGGER tr_audit_seal_kept BEFORE UPDATE ON audit_seal
WHEN NEW.size <> OLD.size OR NEW.root <> OLD.root OR NEW.head <> OLD.head OR NEW.note <> OLD.note OR OLD.cosigned_note IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER tr_audit_seal_no_delete BEFORE DELETE ON audit_seal
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

-- 1: papers of cases head office must decide, sent before the rest (2). The field a record was returned for.
ALTER TABLE outbox ADD COLUMN lane INTEGER NOT NULL DEFAULT 2 CONSTRAINT ck_outbox_lane CHECK (lane IN (1, 2));
ALTER TABLE outbox ADD COLUMN result_field TEXT;
