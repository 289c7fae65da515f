-- Each revision stays: a returned case keeps its history (domain 1.4, invariant 5).
CREATE TABLE survey (
  case_id TEXT NOT NULL REFERENCES loan_case (id),
  rev INTEGER NOT NULL CONSTRAINT ck_survey_rev CHECK (rev >= 1),
  sealed BLOB NOT NULL,
  first_manager TEXT NOT NULL REFERENCES staff (id),
  second_manager TEXT NOT NULL REFERENCES staff (id),
  recorded_by TEXT NOT NULL REFERENCES staff (id),
  recorded_at TEXT NOT NULL,
  confirmed_by TEXT REFERENCES staff (id),
  confirmed_at TEXT,
  PRIMARY KEY (case_id, rev),
  CONSTRAINT ck_survey_confirmed CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL))
) STRICT;
CREATE TRIGGER tr_survey_four_eyes BEFORE INSERT ON survey
WHEN NEW.first_manager = NEW.second_manager OR NEW.confirmed_by = NEW.recorded_by
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;
CREATE TRIGGER tr_survey_four_eyes_update BEFORE UPDATE ON survey
WHEN NEW.first_manager = NEW.second_manager OR NEW.confirmed_by = NEW.recorded_by
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;
CREATE TRIGGER tr_survey_confirmed BEFORE UPDATE ON survey WHEN OLD.confirmed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'confirmed'); END;

CREATE TABLE score (
  case_id TEXT NOT NULL REFERENCES loan_case (id),
  rev INTEGER NOT NULL CONSTRAINT ck_score_rev CHECK (rev >= 1),
  survey_rev INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  points INTEGER,
  grade TEXT CONSTRAINT ck_score_grade CHECK (grade IN ('A', 'B', 'C', 'D', 'E')),
  card_version TEXT NOT NULL,
  parameters_version TEXT NOT NULL,
  scored_by TEXT NOT NULL REFERENCES staff (id),
  scored_at TEXT NOT NULL,
  PRIMARY KEY (case_id, rev),
  FOREIGN KEY (case_id, survey_rev) REFERENCES survey (case_id, rev)
) STRICT;
CREATE TRIGGER tr_score_fixed BEFORE UPDATE ON score
BEGIN SELECT RAISE(ABORT, 'fixed'); END;

CREATE TABLE opinion (
  case_id TEXT NOT NULL REFERENCES loan_case (id),
  rev INTEGER NOT NULL CONSTRAINT ck_opinion_rev CHECK (rev >= 1),
  reviewer TEXT NOT NULL REFERENCES staff (id),
  outcome TEXT NOT NULL CONSTRAINT ck_opinion_outcome CHECK (outcome IN ('AGREE', 'CONDITIONAL', 'RETURN', 'REJECT')),
  sealed_note BLOB NOT NULL,
  given_at TEXT NOT NULL,
  PRIMARY KEY (case_id, rev)
) STRICT;
CREATE TRIGGER tr_opinion_four_eyes BEFORE INSERT ON opinion
WHEN EXISTS (SELECT 1 FROM loan_case c WHERE c.id = NEW.case_id AND NEW.reviewer IN (c.account_manager_1, c.account_manager_2))
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;
CREATE TRIGGER tr_opinion_fixed BEFORE UPDATE ON opinion
BEGIN SELECT RAISE(ABORT, 'fixed'); END;

CREATE TABLE decision (
  case_id TEXT NOT NULL REFERENCES loan_case (id),
  rev INTEGER NOT NULL CONSTRAINT ck_decision_rev CHECK (rev >= 1),
  decision_no TEXT UNIQUE,
  outcome TEXT NOT NULL CONSTRAINT ck_decision_outcome CHECK (outcome IN ('APPROVED', 'REJECTED', 'ESCALATED', 'RETURNED')),
  -- Null when head office decided.
  decided_by TEXT REFERENCES staff (id),
  decided_at TEXT NOT NULL,
  decided_on TEXT NOT NULL,
  amount_fen INTEGER CONSTRAINT ck_decision_amount_fen CHECK (amount_fen BETWEEN 1 AND 1000000000000),
  annual_rate INTEGER CONSTRAINT ck_decision_annual_rate CHECK (annual_rate >= 0),
  bp INTEGER,
  tenor_months INTEGER CONSTRAINT ck_decision_tenor_months CHECK (tenor_months BETWEEN 1 AND 360),
  valid_until TEXT,
  sealed BLOB NOT NULL,
  PRIMARY KEY (case_id, rev),
  CONSTRAINT ck_decision_approved CHECK (outcome <> 'APPROVED' OR (amount_fen IS NOT NULL AND annual_rate IS NOT NULL AND bp IS NOT NULL
    AND tenor_months IS NOT NULL AND valid_until IS NOT NULL))
) STRICT;
CREATE TRIGGER tr_decision_four_eyes BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM loan_case c WHERE c.id = NEW.case_id AND NEW.decided_by IN (c.account_manager_1, c.account_manager_2, c.reviewer))
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;
CREATE TRIGGER tr_decision_fixed BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'fixed'); END;
