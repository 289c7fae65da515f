-- The open cases of other branches, as keyed hashes of head office: one list, the newest. What it says of a case here is put on record once.
CREATE TABLE cross_list (
  one INTEGER PRIMARY KEY CONSTRAINT ck_cross_list_one CHECK (one = 1),
  made_on TEXT NOT NULL,
  entries INTEGER NOT NULL CONSTRAINT ck_cross_list_entries CHECK (entries >= 0),
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  arrived_at TEXT NOT NULL,
  sealed_key BLOB NOT NULL
) STRICT;
CREATE TABLE cross_list_page (
  n INTEGER PRIMARY KEY,
  sealed_entries BLOB NOT NULL
) STRICT;
CREATE TABLE cross_warning (
  case_id TEXT NOT NULL REFERENCES loan_case (id),
  mark BLOB NOT NULL,
  case_class TEXT NOT NULL CONSTRAINT ck_cross_warning_class CHECK (case_class IN ('ASKED', 'APPROVED', 'LENT')),
  PRIMARY KEY (case_id, mark, case_class)
) STRICT, WITHOUT ROWID;
