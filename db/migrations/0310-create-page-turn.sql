-- How a page of a paper is shown: quarter turns clockwise. The original bytes never change.
CREATE TABLE page_turn (
  paper_id TEXT NOT NULL REFERENCES case_document (id),
  page INTEGER NOT NULL CONSTRAINT ck_page_turn_page CHECK (page >= 1),
  quarters INTEGER NOT NULL CONSTRAINT ck_page_turn_quarters CHECK (quarters BETWEEN 0 AND 3),
  PRIMARY KEY (paper_id, page)
) STRICT, WITHOUT ROWID;
