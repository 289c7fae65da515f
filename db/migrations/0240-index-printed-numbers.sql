-- A page that comes back is looked up by the number printed on it.
CREATE INDEX ix_document_number ON document (number, kind, version);
