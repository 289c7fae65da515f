-- Head office may give an escalated case back to the branch's review instead of deciding it.
DROP TRIGGER tr_case_transition_no_insert;
INSERT INTO case_transition (from_state, to_state) VALUES ('HO_PENDING', 'REVIEW');
CREATE TRIGGER tr_case_transition_no_insert BEFORE INSERT ON case_transition
BEGIN SELECT RAISE(ABORT, 'fixed'); END;
