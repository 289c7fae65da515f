-- The files of a batch leave the outbox once head office has all of it, or when two people withdraw them (ADR 0138).
ALTER TABLE batch ADD COLUMN disposed_at TEXT;
CREATE TRIGGER tr_batch_disposed BEFORE UPDATE ON batch WHEN OLD.disposed_at IS NOT NULL AND NEW.disposed_at IS NOT OLD.disposed_at
BEGIN SELECT RAISE(ABORT, 'sealed'); END;

CREATE TABLE batch_withdrawal (
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  asked_by TEXT NOT NULL REFERENCES staff (id),
  authorised_by TEXT NOT NULL REFERENCES staff (id),
  at TEXT NOT NULL,
  PRIMARY KEY (epoch, seq),
  FOREIGN KEY (epoch, seq) REFERENCES batch (epoch, seq),
  CONSTRAINT ck_batch_withdrawal_four_eyes CHECK (asked_by <> authorised_by)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tr_batch_withdrawal_kept BEFORE DELETE ON batch_withdrawal
BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER tr_batch_withdrawal_update BEFORE UPDATE ON batch_withdrawal
BEGIN SELECT RAISE(ABORT, 'sealed'); END;
