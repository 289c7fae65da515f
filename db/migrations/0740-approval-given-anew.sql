-- A case on which head office decided, and which has left what was decided, is approved anew at the branch (ADR 0130).
DROP TRIGGER tr_case_transition_no_insert;
INSERT INTO case_transition (from_state, to_state) VALUES ('HO_PENDING', 'APPROVAL');
CREATE TRIGGER tr_case_transition_no_insert BEFORE INSERT ON case_transition
BEGIN SELECT RAISE(ABORT, 'fixed'); END;
