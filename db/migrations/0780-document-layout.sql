-- The layout the document was printed in, with the hash of its files; null for those printed before.
ALTER TABLE document ADD COLUMN layout TEXT;
DROP VIEW filed_document;
CREATE VIEW filed_document AS
SELECT d.id, d.case_id, d.kind, d.number, d.version, coalesce(s.sha256, d.sha256) AS sha256, coalesce(s.blob_ref, d.blob_ref) AS blob_ref,
  coalesce(s.bytes, d.bytes) AS bytes, d.pages, d.made_at, d.made_by, d.superseded_at, d.book, d.layout, s.holder AS signature_holder, s.signed_at AS signature_at
FROM document d LEFT JOIN document_signature s ON s.document_id = d.id;
DROP TRIGGER tr_document_fixed;
CREATE TRIGGER tr_document_fixed BEFORE UPDATE ON document
WHEN NEW.sha256 <> OLD.sha256 OR NEW.blob_ref <> OLD.blob_ref OR NEW.version <> OLD.version OR NEW.number <> OLD.number OR NEW.book IS NOT OLD.book
  OR NEW.layout IS NOT OLD.layout
BEGIN SELECT RAISE(ABORT, 'fixed'); END;
