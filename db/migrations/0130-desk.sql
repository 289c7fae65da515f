-- What a person set up for himself: one row a person; nothing of customers.
CREATE TABLE staff_preference (
  staff_id TEXT PRIMARY KEY REFERENCES staff (id),
  body TEXT NOT NULL CONSTRAINT ck_staff_preference_body CHECK (json_valid(body)),
  saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A view of the list a person keeps. Sealed: a filter may hold a customer's name.
CREATE TABLE list_view (
  id TEXT PRIMARY KEY,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  sealed BLOB NOT NULL,
  saved_at TEXT NOT NULL
) STRICT;
CREATE INDEX ix_list_view_staff ON list_view (staff_id, id);

-- The field typed last, for the draft box; a path of the form, never what was typed.
ALTER TABLE draft ADD COLUMN last_field TEXT;

-- Cases that wait for somebody: neither ended nor filed.
CREATE INDEX ix_loan_case_open ON loan_case (coalesce(due_on, '9999-12-31'), serial) WHERE filed_at IS NULL AND ended_on IS NULL;
-- What a person decided on a day.
CREATE INDEX ix_decision_day ON decision (decided_on, decided_by);
CREATE INDEX ix_opinion_given ON opinion (given_at, reviewer);

-- Blocking papers of the next gate that are open; until counted again, what was not in order when last counted.
ALTER TABLE loan_case ADD COLUMN papers_open INTEGER NOT NULL DEFAULT 0;
UPDATE loan_case SET papers_open = max(papers_needed - papers_ok, 0);
