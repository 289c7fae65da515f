CREATE TABLE archive_volume (
  case_id TEXT NOT NULL REFERENCES loan_case (id),
  volume_no INTEGER NOT NULL CONSTRAINT ck_archive_volume_no CHECK (volume_no >= 1),
  archive_no TEXT NOT NULL,
  folder TEXT NOT NULL,
  pages INTEGER NOT NULL,
  tagmanifest_sha256 TEXT NOT NULL,
  filed_by TEXT NOT NULL REFERENCES staff (id),
  filed_at TEXT NOT NULL,
  checked_by TEXT REFERENCES staff (id),
  checked_at TEXT,
  PRIMARY KEY (case_id, volume_no),
  CONSTRAINT ck_archive_volume_checked CHECK ((checked_by IS NULL) = (checked_at IS NULL))
) STRICT;
CREATE TRIGGER tr_archive_volume_four_eyes BEFORE INSERT ON archive_volume WHEN NEW.filed_by = NEW.checked_by
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;
CREATE TRIGGER tr_archive_volume_four_eyes_update BEFORE UPDATE ON archive_volume WHEN NEW.filed_by = NEW.checked_by
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;

CREATE TABLE batch (
  epoch INTEGER NOT NULL CONSTRAINT ck_batch_epoch CHECK (epoch >= 1),
  seq INTEGER NOT NULL CONSTRAINT ck_batch_seq CHECK (seq >= 1),
  batch_no TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CONSTRAINT ck_batch_state CHECK (state IN ('DRAFT', 'SEALED', 'SENT', 'ACKED', 'PARTIAL', 'REJECTED')),
  prev TEXT NOT NULL,
  maker TEXT NOT NULL REFERENCES staff (id),
  created_at TEXT NOT NULL,
  checker TEXT REFERENCES staff (id),
  sealed_at TEXT,
  envelope_sha256 TEXT,
  folder TEXT,
  records INTEGER NOT NULL CONSTRAINT ck_batch_records CHECK (records BETWEEN 0 AND 500),
  sent_at TEXT,
  receipt_at TEXT,
  PRIMARY KEY (epoch, seq),
  CONSTRAINT ck_batch_sealed CHECK ((state = 'DRAFT') = (sealed_at IS NULL) AND (sealed_at IS NULL) = (checker IS NULL)
    AND (sealed_at IS NULL) = (envelope_sha256 IS NULL) AND (sealed_at IS NULL) = (folder IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tr_batch_four_eyes BEFORE INSERT ON batch WHEN NEW.maker = NEW.checker
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;
CREATE TRIGGER tr_batch_four_eyes_update BEFORE UPDATE ON batch WHEN NEW.maker = NEW.checker
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;
-- Sealed bytes never change, and a sequence number is never signed twice (sync.md 4).
CREATE TRIGGER tr_batch_sealed BEFORE UPDATE ON batch
WHEN OLD.sealed_at IS NOT NULL AND (NEW.envelope_sha256 IS NOT OLD.envelope_sha256 OR NEW.prev <> OLD.prev OR NEW.state = 'DRAFT')
BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER tr_batch_sealed_kept BEFORE DELETE ON batch WHEN OLD.sealed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'sealed'); END;

-- What waits for head office; a record goes into one batch.
CREATE TABLE outbox (
  serial INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  case_id TEXT REFERENCES loan_case (id),
  type TEXT NOT NULL,
  rev INTEGER NOT NULL CONSTRAINT ck_outbox_rev CHECK (rev >= 1),
  schema INTEGER NOT NULL,
  sealed_body BLOB NOT NULL,
  blobs TEXT NOT NULL CONSTRAINT ck_outbox_blobs CHECK (json_valid(blobs)),
  made_at TEXT NOT NULL,
  batch_epoch INTEGER,
  batch_seq INTEGER,
  result TEXT CONSTRAINT ck_outbox_result CHECK (result IN ('applied', 'duplicate', 'parked', 'rejected', 'conflict')),
  result_code TEXT,
  complete INTEGER NOT NULL DEFAULT 0 CONSTRAINT ck_outbox_complete CHECK (complete IN (0, 1)),
  CONSTRAINT uq_outbox_record UNIQUE (type, id, rev),
  CONSTRAINT ck_outbox_batch CHECK ((batch_epoch IS NULL) = (batch_seq IS NULL)),
  FOREIGN KEY (batch_epoch, batch_seq) REFERENCES batch (epoch, seq)
) STRICT;
CREATE INDEX ix_outbox_waiting ON outbox (serial) WHERE batch_seq IS NULL;
CREATE INDEX ix_outbox_batch ON outbox (batch_epoch, batch_seq) WHERE batch_seq IS NOT NULL;
CREATE INDEX ix_outbox_case ON outbox (case_id) WHERE case_id IS NOT NULL;

CREATE TABLE receipt (
  envelope_sha256 TEXT PRIMARY KEY,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  batch_epoch INTEGER NOT NULL,
  batch_seq INTEGER NOT NULL,
  state TEXT NOT NULL CONSTRAINT ck_receipt_state CHECK (state IN ('applied', 'skipped')),
  body TEXT NOT NULL CONSTRAINT ck_receipt_body CHECK (json_valid(body)),
  taken_at TEXT NOT NULL,
  CONSTRAINT uq_receipt_position UNIQUE (epoch, seq),
  FOREIGN KEY (batch_epoch, batch_seq) REFERENCES batch (epoch, seq)
) STRICT, WITHOUT ROWID;
