-- The certificate that signs the branch's PDFs. The file itself stands sealed among the papers, still locked by its own password.
CREATE TABLE signing_certificate (
  id INTEGER PRIMARY KEY CONSTRAINT ck_signing_certificate_id CHECK (id = 1),
  blob_ref TEXT NOT NULL,
  holder TEXT NOT NULL,
  serial TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  set_by TEXT NOT NULL REFERENCES staff (id),
  set_at TEXT NOT NULL
) STRICT;

-- The signed copy of a document: from then on it is the one that is filed, sent and shown.
CREATE TABLE document_signature (
  document_id TEXT PRIMARY KEY REFERENCES document (id),
  sha256 TEXT NOT NULL CONSTRAINT ck_document_signature_sha256 CHECK (length(sha256) = 64),
  blob_ref TEXT NOT NULL,
  bytes INTEGER NOT NULL CONSTRAINT ck_document_signature_bytes CHECK (bytes > 0),
  holder TEXT NOT NULL,
  serial TEXT NOT NULL,
  signed_by TEXT NOT NULL REFERENCES staff (id),
  signed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tr_document_signature_fixed BEFORE UPDATE ON document_signature
BEGIN SELECT RAISE(ABORT, 'fixed'); END;
CREATE TRIGGER tr_document_signature_kept BEFORE DELETE ON document_signature
BEGIN SELECT RAISE(ABORT, 'kept'); END;

CREATE VIEW filed_document AS
SELECT d.id, d.case_id, d.kind, d.number, d.version, coalesce(s.sha256, d.sha256) AS sha256, coalesce(s.blob_ref, d.blob_ref) AS blob_ref,
  coalesce(s.bytes, d.bytes) AS bytes, d.pages, d.made_at, d.made_by, d.superseded_at, s.holder AS signature_holder, s.signed_at AS signature_at
FROM document d LEFT JOIN document_signature s ON s.document_id = d.id;
