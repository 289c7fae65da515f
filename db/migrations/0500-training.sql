-- A training branch is told apart by its own database, from set-up on and for good (ADR 0060).
ALTER TABLE branch ADD COLUMN training INTEGER NOT NULL DEFAULT 0 CONSTRAINT ck_branch_training CHECK (training IN (0, 1));

CREATE TRIGGER branch_training_stays BEFORE UPDATE ON branch WHEN OLD.training <> NEW.training
BEGIN
  SELECT RAISE(ABORT, 'a training branch never becomes a live one, nor the other way');
END;
