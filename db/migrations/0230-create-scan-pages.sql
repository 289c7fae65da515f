-- One pile put in: dropped, picked, or found in the scanner's folder.
CREATE TABLE scan_batch (
  id TEXT PRIMARY KEY,
  case_id TEXT REFERENCES loan_case (id),
  origin TEXT NOT NULL CONSTRAINT ck_scan_batch_origin CHECK (origin IN ('DROPPED', 'PICKED', 'FOLDER')),
  state TEXT NOT NULL CONSTRAINT ck_scan_batch_state CHECK (state IN ('RUNNING', 'DONE', 'CANCELLED')),
  started_at TEXT NOT NULL,
  started_by TEXT NOT NULL REFERENCES staff (id),
  ended_at TEXT,
  pages_in INTEGER NOT NULL CONSTRAINT ck_scan_batch_pages_in CHECK (pages_in >= 0),
  CONSTRAINT ck_scan_batch_ended CHECK ((state = 'RUNNING') = (ended_at IS NULL))
) STRICT;
CREATE INDEX ix_scan_batch_state ON scan_batch (state);

-- The file as it came: its bytes are sealed in the paper store and never change. A refused one was never stored.
CREATE TABLE scan_file (
  id TEXT PRIMARY KEY,
  batch_id TEXT NOT NULL REFERENCES scan_batch (id),
  n INTEGER NOT NULL CONSTRAINT ck_scan_file_n CHECK (n >= 1),
  -- A file's name may hold a person's.
  sealed_name BLOB NOT NULL,
  state TEXT NOT NULL CONSTRAINT ck_scan_file_state CHECK (state IN ('WAITING', 'READ', 'REFUSED', 'CANCELLED')),
  sha256 TEXT,
  blob_ref TEXT,
  media TEXT,
  bytes INTEGER NOT NULL,
  pages INTEGER,
  refusal TEXT CONSTRAINT ck_scan_file_refusal CHECK (refusal IS NULL OR json_valid(refusal)),
  CONSTRAINT uq_scan_file_place UNIQUE (batch_id, n),
  CONSTRAINT ck_scan_file_stored CHECK (state IN ('REFUSED', 'CANCELLED') OR (sha256 IS NOT NULL AND blob_ref IS NOT NULL AND media IS NOT NULL)),
  CONSTRAINT ck_scan_file_refused CHECK ((state = 'REFUSED') = (refusal IS NOT NULL))
) STRICT;
CREATE INDEX ix_scan_file_waiting ON scan_file (batch_id, n) WHERE state = 'WAITING';
CREATE INDEX ix_scan_file_blob ON scan_file (blob_ref) WHERE blob_ref IS NOT NULL;
CREATE TRIGGER tr_scan_file_fixed BEFORE UPDATE ON scan_file
WHEN NEW.sha256 IS NOT OLD.sha256 OR NEW.blob_ref IS NOT OLD.blob_ref OR NEW.batch_id <> OLD.batch_id OR NEW.n <> OLD.n
BEGIN SELECT RAISE(ABORT, 'fixed'); END;
CREATE TRIGGER tr_scan_file_kept BEFORE DELETE ON scan_file
BEGIN SELECT RAISE(ABORT, 'kept'); END;

-- One page of one file. It is in the tray, filed to an item, or set aside with a reason, and never anywhere else.
CREATE TABLE scan_page (
  id TEXT PRIMARY KEY,
  batch_id TEXT NOT NULL REFERENCES scan_batch (id),
  file_id TEXT NOT NULL REFERENCES scan_file (id),
  page_no INTEGER NOT NULL CONSTRAINT ck_scan_page_no CHECK (page_no >= 1),
  state TEXT NOT NULL CONSTRAINT ck_scan_page_state CHECK (state IN ('TRAY', 'FILED', 'DISCARDED')),
  case_id TEXT REFERENCES loan_case (id),
  item_id TEXT,
  party TEXT,
  place INTEGER,
  paper_id TEXT REFERENCES case_document (id),
  reason TEXT,
  -- A quarter turn is a remark on the page: the file keeps its bytes.
  rotation INTEGER NOT NULL CONSTRAINT ck_scan_page_rotation CHECK (rotation IN (0, 90, 180, 270)),
  flags TEXT NOT NULL CONSTRAINT ck_scan_page_flags CHECK (json_valid(flags)),
  hint TEXT,
  code TEXT,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  dpi INTEGER NOT NULL,
  print_hash BLOB CONSTRAINT ck_scan_page_hash CHECK (print_hash IS NULL OR length(print_hash) = 32),
  repeat_of TEXT REFERENCES scan_page (id),
  -- Its small picture: where in which sealed file of small pictures.
  thumb_ref TEXT,
  thumb_at INTEGER,
  thumb_bytes INTEGER,
  CONSTRAINT uq_scan_page_place UNIQUE (file_id, page_no),
  CONSTRAINT ck_scan_page_filed CHECK (
    (state = 'FILED') = (case_id IS NOT NULL) AND (case_id IS NULL) = (item_id IS NULL)
    AND (case_id IS NULL) = (party IS NULL) AND (case_id IS NULL) = (place IS NULL) AND (paper_id IS NULL OR state = 'FILED')
  ),
  CONSTRAINT ck_scan_page_discarded CHECK ((state = 'DISCARDED') = (reason IS NOT NULL AND reason <> ''))
) STRICT;
CREATE INDEX ix_scan_page_batch ON scan_page (batch_id, state);
CREATE INDEX ix_scan_page_tray ON scan_page (state, batch_id) WHERE state = 'TRAY';
CREATE INDEX ix_scan_page_item ON scan_page (case_id, item_id, party, place) WHERE case_id IS NOT NULL;
CREATE INDEX ix_scan_page_paper ON scan_page (paper_id) WHERE paper_id IS NOT NULL;
-- Pages in = filed + tray + set aside: counted by the database itself, and a page can neither vanish nor change its pile.
CREATE TRIGGER tr_scan_page_counted AFTER INSERT ON scan_page
BEGIN UPDATE scan_batch SET pages_in = pages_in + 1 WHERE id = NEW.batch_id; END;
CREATE TRIGGER tr_scan_batch_counted BEFORE UPDATE OF pages_in ON scan_batch
WHEN NEW.pages_in <> (SELECT count(*) FROM scan_page WHERE batch_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'counted'); END;
CREATE TRIGGER tr_scan_batch_kept BEFORE DELETE ON scan_batch
BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER tr_scan_page_fixed BEFORE UPDATE ON scan_page
WHEN NEW.batch_id <> OLD.batch_id OR NEW.file_id <> OLD.file_id OR NEW.page_no <> OLD.page_no
BEGIN SELECT RAISE(ABORT, 'fixed'); END;
CREATE TRIGGER tr_scan_page_kept BEFORE DELETE ON scan_page
BEGIN SELECT RAISE(ABORT, 'kept'); END;

-- What a person did with pages, with their standing before and after: the way back.
CREATE TABLE scan_decision (
  n INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  action TEXT NOT NULL,
  before TEXT NOT NULL CONSTRAINT ck_scan_decision_before CHECK (json_valid(before)),
  after TEXT NOT NULL CONSTRAINT ck_scan_decision_after CHECK (json_valid(after)),
  undone_at TEXT
) STRICT;
CREATE INDEX ix_scan_decision_open ON scan_decision (staff_id, n) WHERE undone_at IS NULL;

-- Papers put together from scanned pages, as against files received whole.
CREATE TABLE scan_paper (
  paper_id TEXT PRIMARY KEY REFERENCES case_document (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_scan_file_sha256 ON scan_file (sha256) WHERE sha256 IS NOT NULL;
