-- Where a printed contract is signed and written on by hand, as its layout laid it; a document without a row was printed before.
CREATE TABLE document_places (
  document_id TEXT PRIMARY KEY REFERENCES document (id),
  places TEXT NOT NULL CONSTRAINT ck_document_places_places CHECK (json_valid(places))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tr_document_places_fixed BEFORE UPDATE ON document_places
BEGIN SELECT RAISE(ABORT, 'fixed'); END;
CREATE TRIGGER tr_document_places_kept BEFORE DELETE ON document_places
BEGIN SELECT RAISE(ABORT, 'kept'); END;
