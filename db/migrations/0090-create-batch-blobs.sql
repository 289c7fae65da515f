-- Which papers a batch carries: a record larger than a batch leaves the rest to the next. Batches from before this table
-- have no rows: what head office has not called complete is sent again, and it keeps one of each.
CREATE TABLE batch_blob (
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (epoch, seq, sha256),
  FOREIGN KEY (epoch, seq) REFERENCES batch (epoch, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tr_batch_blob_sealed BEFORE INSERT ON batch_blob
WHEN EXISTS (SELECT 1 FROM batch b WHERE b.epoch = NEW.epoch AND b.seq = NEW.seq AND b.sealed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER tr_batch_blob_update BEFORE UPDATE ON batch_blob
BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER tr_batch_blob_kept BEFORE DELETE ON batch_blob
WHEN EXISTS (SELECT 1 FROM batch b WHERE b.epoch = OLD.epoch AND b.seq = OLD.seq AND b.sealed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE INDEX ix_batch_blob_sha256 ON batch_blob (sha256);
CREATE INDEX ix_outbox_incomplete ON outbox (serial) WHERE batch_seq IS NOT NULL AND complete = 0;
