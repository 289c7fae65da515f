-- Keys a device goes over to in the middle of an epoch (sync.md §4): asked for, then in use once head office has taken them.
CREATE TABLE branch_key_turn (
  epoch INTEGER NOT NULL,
  record_id TEXT NOT NULL,
  sealed BLOB NOT NULL,
  public_keys TEXT NOT NULL,
  asked_by TEXT NOT NULL REFERENCES staff (id),
  asked_at TEXT NOT NULL,
  -- The first batch head office takes under them; null while it has not answered.
  from_seq INTEGER,
  refused INTEGER NOT NULL DEFAULT 0 CONSTRAINT ck_branch_key_turn_refused CHECK (refused IN (0, 1)),
  PRIMARY KEY (epoch, record_id)
) STRICT, WITHOUT ROWID;
