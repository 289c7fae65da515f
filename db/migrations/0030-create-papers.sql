CREATE TABLE case_document (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES loan_case (id),
  item_id TEXT NOT NULL,
  party TEXT NOT NULL,
  -- Of the plain bytes.
  sha256 TEXT NOT NULL,
  blob_ref TEXT NOT NULL,
  media TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  received_at TEXT NOT NULL,
  received_by TEXT NOT NULL REFERENCES staff (id),
  issued_on TEXT,
  expires_on TEXT,
  signed_by TEXT NOT NULL CONSTRAINT ck_case_document_signed_by CHECK (json_valid(signed_by)),
  form TEXT NOT NULL CONSTRAINT ck_case_document_form CHECK (form IN ('O', 'V', 'C', 'S')),
  verdict TEXT NOT NULL CONSTRAINT ck_case_document_verdict CHECK (verdict IN ('UNCHECKED', 'OK', 'DEFECT')),
  defects TEXT NOT NULL CONSTRAINT ck_case_document_defects CHECK (json_valid(defects)),
  sealed_note BLOB,
  checked_at TEXT,
  checked_by TEXT REFERENCES staff (id),
  superseded_at TEXT,
  CONSTRAINT ck_case_document_checked CHECK ((verdict = 'UNCHECKED') = (checked_at IS NULL) AND (checked_at IS NULL) = (checked_by IS NULL)),
  CONSTRAINT ck_case_document_defect_named CHECK (verdict <> 'DEFECT' OR json_array_length(defects) > 0)
) STRICT;
CREATE INDEX ix_case_document_case ON case_document (case_id, item_id, party);
CREATE INDEX ix_case_document_blob ON case_document (blob_ref);
CREATE TRIGGER tr_case_document_kept BEFORE DELETE ON case_document
BEGIN SELECT RAISE(ABORT, 'kept'); END;

CREATE TABLE waiver (
  case_id TEXT NOT NULL REFERENCES loan_case (id),
  item_id TEXT NOT NULL,
  party TEXT NOT NULL,
  asked_by TEXT NOT NULL REFERENCES staff (id),
  granted_by TEXT NOT NULL REFERENCES staff (id),
  granted_at TEXT NOT NULL,
  sealed_reason BLOB NOT NULL,
  expires_on TEXT,
  PRIMARY KEY (case_id, item_id, party)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tr_waiver_four_eyes BEFORE INSERT ON waiver WHEN NEW.asked_by = NEW.granted_by
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;
CREATE TRIGGER tr_waiver_four_eyes_update BEFORE UPDATE ON waiver WHEN NEW.asked_by = NEW.granted_by
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;

-- Papers this system made.
CREATE TABLE document (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES loan_case (id),
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  version INTEGER NOT NULL CONSTRAINT ck_document_version CHECK (version >= 1),
  sha256 TEXT NOT NULL,
  blob_ref TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  pages INTEGER NOT NULL CONSTRAINT ck_document_pages CHECK (pages >= 1),
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL REFERENCES staff (id),
  superseded_at TEXT,
  CONSTRAINT uq_document_version UNIQUE (case_id, kind, number, version)
) STRICT;
CREATE INDEX ix_document_blob ON document (blob_ref);
CREATE TRIGGER tr_document_fixed BEFORE UPDATE ON document
WHEN NEW.sha256 <> OLD.sha256 OR NEW.blob_ref <> OLD.blob_ref OR NEW.version <> OLD.version OR NEW.number <> OLD.number
BEGIN SELECT RAISE(ABORT, 'fixed'); END;
CREATE TRIGGER tr_document_kept BEFORE DELETE ON document
BEGIN SELECT RAISE(ABORT, 'kept'); END;

CREATE TABLE notice (
  case_id TEXT NOT NULL REFERENCES loan_case (id),
  n INTEGER NOT NULL CONSTRAINT ck_notice_n CHECK (n >= 1),
  issued_at TEXT NOT NULL,
  issued_by TEXT NOT NULL REFERENCES staff (id),
  due_on TEXT NOT NULL,
  items TEXT NOT NULL CONSTRAINT ck_notice_items CHECK (json_valid(items)),
  document_id TEXT NOT NULL REFERENCES document (id),
  PRIMARY KEY (case_id, n)
) STRICT, WITHOUT ROWID;
