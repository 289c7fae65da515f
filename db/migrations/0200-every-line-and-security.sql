-- Four applicant types and every security (domain 2.1). Widening a CHECK touches no stored row, so its text alone is changed, as SQLite's
-- documentation of ALTER TABLE describes for constraints; a table rebuild would drop and remake every trigger of the case.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(replace(sql,
  'CHECK (product_line IN (''IND_CONSUME'', ''IND_BIZ''))', 'CHECK (product_line IN (''IND_CONSUME'', ''IND_BIZ'', ''SME_WC'', ''AGRI''))'),
  'CHECK (security IN (''CREDIT'', ''MORTGAGE_RE''))', 'CHECK (security IN (''CREDIT'', ''GUARANTEE'', ''MORTGAGE_RE'', ''MORTGAGE_VEH'', ''PLEDGE''))')
WHERE type = 'table' AND name = 'loan_case';
PRAGMA writable_schema = RESET;

-- What must be registered, filed or held is effective before the money leaves (domain 5).
DROP TRIGGER tr_loan_case_registered;
CREATE TRIGGER tr_loan_case_registered BEFORE UPDATE ON loan_case
WHEN NEW.state = 'DISBURSED' AND OLD.state <> 'DISBURSED' AND NEW.security NOT IN ('CREDIT', 'GUARANTEE')
  AND NOT EXISTS (SELECT 1 FROM registration WHERE case_id = NEW.id AND state = 'EFFECTIVE' AND effective_on IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'registration'); END;
