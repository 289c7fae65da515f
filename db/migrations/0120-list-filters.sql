-- What the list tells of a case's papers beside how many are in order: derived, as papers_ok is.
ALTER TABLE loan_case ADD COLUMN papers_missing INTEGER NOT NULL DEFAULT 0;
ALTER TABLE loan_case ADD COLUMN papers_rejected INTEGER NOT NULL DEFAULT 0;

-- One index an order of the list, each holding what the filters read: a window is cut without a look at the sealed rows.
DROP INDEX ix_loan_case_updated;
CREATE INDEX ix_loan_case_updated ON loan_case (updated_at DESC, serial DESC, state, product_code, due_on, accepted_on);
DROP INDEX ix_loan_case_due;
CREATE INDEX ix_loan_case_due ON loan_case (coalesce(due_on, '9999-12-31'), serial, state, product_code, due_on, accepted_on);
CREATE INDEX ix_loan_case_amount ON loan_case (amount_fen, serial, state, product_code, due_on, accepted_on);
CREATE INDEX ix_loan_case_number ON loan_case (application_no, serial, state, product_code, due_on, accepted_on);

-- Who has a duty in a case, for "only mine"; follows the case's own columns.
CREATE TABLE case_duty (
  staff_id TEXT NOT NULL REFERENCES staff (id),
  serial INTEGER NOT NULL REFERENCES loan_case (serial),
  PRIMARY KEY (staff_id, serial)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tr_loan_case_duty_insert AFTER INSERT ON loan_case
BEGIN
  INSERT OR IGNORE INTO case_duty (staff_id, serial) VALUES (NEW.opened_by, NEW.serial);
END;
CREATE TRIGGER tr_loan_case_duty_update AFTER UPDATE OF submitted_by, accepted_by, account_manager_1, account_manager_2, reviewer, approver,
  contract_maker, contract_sealer, disbursement_preparer, released_by ON loan_case
BEGIN
  DELETE FROM case_duty WHERE serial = NEW.serial AND staff_id IN (OLD.submitted_by, OLD.accepted_by, OLD.account_manager_1, OLD.account_manager_2,
    OLD.reviewer, OLD.approver, OLD.contract_maker, OLD.contract_sealer, OLD.disbursement_preparer, OLD.released_by);
  INSERT OR IGNORE INTO case_duty (staff_id, serial)
    SELECT value, NEW.serial FROM json_each(json_array(NEW.opened_by, NEW.submitted_by, NEW.accepted_by, NEW.account_manager_1,
      NEW.account_manager_2, NEW.reviewer, NEW.approver, NEW.contract_maker, NEW.contract_sealer, NEW.disbursement_preparer, NEW.released_by))
    WHERE value IS NOT NULL;
END;
INSERT OR IGNORE INTO case_duty (staff_id, serial)
  SELECT duty.value, c.serial FROM loan_case c, json_each(json_array(c.opened_by, c.submitted_by, c.accepted_by, c.account_manager_1,
    c.account_manager_2, c.reviewer, c.approver, c.contract_maker, c.contract_sealer, c.disbursement_preparer, c.released_by)) duty
  WHERE duty.value IS NOT NULL;
