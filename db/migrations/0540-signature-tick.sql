-- Who saw the signatures of a page that came back signed. Two different persons are needed; the key holds that nobody counts twice.
CREATE TABLE signature_tick (
  page_id TEXT NOT NULL REFERENCES scan_page (id),
  staff_id TEXT NOT NULL REFERENCES staff (id),
  ticked_at TEXT NOT NULL,
  PRIMARY KEY (page_id, staff_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tr_signature_tick_fixed BEFORE UPDATE ON signature_tick
BEGIN SELECT RAISE(ABORT, 'fixed'); END;
CREATE TRIGGER tr_signature_tick_kept BEFORE DELETE ON signature_tick
BEGIN SELECT RAISE(ABORT, 'kept'); END;
