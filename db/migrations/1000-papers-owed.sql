-- Papers of records for head office that could not be read here when a batch was made: the batch went without them, each later one tries them again.
CREATE TABLE paper_unread (
  sha256 TEXT PRIMARY KEY CONSTRAINT ck_paper_unread_sha256 CHECK (length(sha256) = 64),
  found_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
