-- Files of a batch that never becomes complete go only with the word of two people, at the instant of that word (ADR 0138).
CREATE TRIGGER tr_batch_disposed_by_people BEFORE UPDATE ON batch
WHEN OLD.disposed_at IS NULL AND NEW.disposed_at IS NOT NULL
  AND (NEW.state = 'REJECTED' OR EXISTS (SELECT 1 FROM outbox o WHERE o.batch_epoch = NEW.epoch AND o.batch_seq = NEW.seq
    AND NOT (o.complete = 1 OR (coalesce(o.result, '') IN ('applied', 'duplicate') AND json_array_length(o.blobs) = 0))))
  AND NOT EXISTS (SELECT 1 FROM batch_withdrawal w WHERE w.epoch = NEW.epoch AND w.seq = NEW.seq AND w.at = NEW.disposed_at)
BEGIN SELECT RAISE(ABORT, 'withdrawal_needed'); END;
CREATE TRIGGER tr_batch_disposed_sealed BEFORE UPDATE ON batch WHEN NEW.disposed_at IS NOT NULL AND NEW.sealed_at IS NULL
BEGIN SELECT RAISE(ABORT, 'not_sealed'); END;
-- No word on a batch whose files are gone, or that was never sealed.
CREATE TRIGGER tr_batch_withdrawal_of_files BEFORE INSERT ON batch_withdrawal
WHEN NOT EXISTS (SELECT 1 FROM batch b WHERE b.epoch = NEW.epoch AND b.seq = NEW.seq AND b.sealed_at IS NOT NULL AND b.disposed_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'not_sealed'); END;
