-- Which words each version of a clause book had when a paper was first printed from it: an edited file under the same version is refused.
CREATE TABLE clause_book_used (
  version TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL CONSTRAINT ck_clause_book_used_sha256 CHECK (length(sha256) = 64),
  first_used_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tr_clause_book_used_fixed BEFORE UPDATE ON clause_book_used
BEGIN SELECT RAISE(ABORT, 'fixed'); END;
CREATE TRIGGER tr_clause_book_used_kept BEFORE DELETE ON clause_book_used
BEGIN SELECT RAISE(ABORT, 'kept'); END;
