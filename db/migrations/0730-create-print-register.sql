-- Each time the system's print window was opened for a document: the row stands before anything can come out, its outcome after.
-- Who, when and why stand once, in the row of the audit log.
CREATE TABLE document_print (
  audit_n INTEGER PRIMARY KEY REFERENCES audit (n),
  document_id TEXT NOT NULL REFERENCES document (id),
  copies INTEGER NOT NULL CONSTRAINT ck_document_print_copies CHECK (copies BETWEEN 1 AND 12),
  -- Sheets of paper that should come out; null for what was printed before they were counted.
  sheets INTEGER CONSTRAINT ck_document_print_sheets CHECK (sheets >= 1),
  outcome TEXT NOT NULL DEFAULT 'UNKNOWN' CONSTRAINT ck_document_print_outcome CHECK (outcome IN ('UNKNOWN', 'PRINTED', 'NOT_PRINTED')),
  ended_at TEXT,
  CONSTRAINT ck_document_print_ended CHECK (outcome = 'UNKNOWN' OR ended_at IS NOT NULL)
) STRICT;
CREATE INDEX ix_document_print_document ON document_print (document_id);
CREATE TRIGGER tr_document_print_fixed BEFORE UPDATE ON document_print
WHEN OLD.ended_at IS NOT NULL OR NEW.document_id <> OLD.document_id OR NEW.copies <> OLD.copies OR NEW.sheets IS NOT OLD.sheets
BEGIN SELECT RAISE(ABORT, 'fixed'); END;
CREATE TRIGGER tr_document_print_kept BEFORE DELETE ON document_print
BEGIN SELECT RAISE(ABORT, 'kept'); END;

-- What was printed before stood in the log only: "KIND number vVERSION xCOPIES", once paper had come out.
INSERT INTO document_print (audit_n, document_id, copies, outcome, ended_at)
SELECT a.n, d.id, CAST(substr(a.subject, length(d.kind || ' ' || d.number || ' v' || d.version || ' x') + 1) AS INTEGER), 'PRINTED', a.at
FROM audit a
JOIN document d ON d.case_id = a.case_id
  AND substr(a.subject, 1, length(d.kind || ' ' || d.number || ' v' || d.version || ' x')) = d.kind || ' ' || d.number || ' v' || d.version || ' x'
WHERE a.action = 'documents.printed';

-- How a kind of paper is printed at a counter.
CREATE TABLE printer_profile (
  terminal TEXT NOT NULL,
  kind TEXT NOT NULL,
  -- As the system calls the printer; empty for its default.
  device TEXT NOT NULL,
  -- What to put into the printer or choose in its window: a tray, headed paper.
  tray TEXT NOT NULL,
  duplex TEXT NOT NULL CONSTRAINT ck_printer_profile_duplex CHECK (duplex IN ('SIMPLEX', 'LONG_EDGE', 'SHORT_EDGE')),
  copies INTEGER CONSTRAINT ck_printer_profile_copies CHECK (copies BETWEEN 1 AND 12),
  set_at TEXT NOT NULL,
  set_by TEXT NOT NULL REFERENCES staff (id),
  PRIMARY KEY (terminal, kind)
) STRICT, WITHOUT ROWID;

-- The register as it is read: each print with its paper, and what the log says of it.
CREATE VIEW print_register AS
SELECT p.audit_n, p.document_id, d.case_id, d.kind, d.number, d.version, d.pages, p.copies, p.sheets, p.outcome, p.ended_at,
  a.at, a.staff_id, s.name AS staff_name, a.terminal, a.sealed_reason
FROM document_print p
JOIN document d ON d.id = p.document_id
JOIN audit a ON a.n = p.audit_n
LEFT JOIN staff s ON s.id = a.staff_id;
