-- Keys head office went over to, as it announced them in the down stream of an epoch (sync.md §4). Public halves and the two
-- signatures that prove them: nothing here is secret, and nothing is believed without being checked again.
CREATE TABLE office_key_turn (
  epoch INTEGER NOT NULL,
  -- The first down batch the new keys sign.
  from_seq INTEGER NOT NULL,
  body TEXT NOT NULL,
  taken_at TEXT NOT NULL,
  PRIMARY KEY (epoch, from_seq)
) STRICT, WITHOUT ROWID;
