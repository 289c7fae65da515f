-- Blind index of the borrower's name with variant characters folded: one of two traits that warn of the same person (features 4.2).
ALTER TABLE loan_case ADD COLUMN name_index BLOB;
CREATE INDEX ix_loan_case_name_index ON loan_case (name_index) WHERE name_index IS NOT NULL;
CREATE TRIGGER tr_loan_case_name_index_version BEFORE UPDATE OF name_index ON loan_case
WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'version'); END;
