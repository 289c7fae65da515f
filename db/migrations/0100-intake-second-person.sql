-- Domain 10.2, first row: who accepts an application is another person than who submitted it. Null: accepted before this was kept.
ALTER TABLE loan_case ADD COLUMN accepted_by TEXT REFERENCES staff (id);
CREATE TRIGGER tr_loan_case_intake_four_eyes BEFORE UPDATE ON loan_case WHEN NEW.accepted_by = NEW.submitted_by
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;
CREATE TRIGGER tr_loan_case_intake_four_eyes_insert BEFORE INSERT ON loan_case WHEN NEW.accepted_by IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;
-- Its own change goes with a version, as the other columns of the case do.
CREATE TRIGGER tr_loan_case_accepted_by_version BEFORE UPDATE OF accepted_by ON loan_case
WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'version'); END;
