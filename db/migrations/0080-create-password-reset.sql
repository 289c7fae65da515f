-- An administrator asks for somebody's new password; another person, who is neither, lets its owner type it (rulings 9).
CREATE TABLE password_reset (
  id TEXT PRIMARY KEY,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  state TEXT NOT NULL CONSTRAINT ck_password_reset_state CHECK (state IN ('OPEN', 'DONE', 'DROPPED')),
  requested_by TEXT NOT NULL REFERENCES staff (id),
  requested_at TEXT NOT NULL,
  closed_by TEXT REFERENCES staff (id),
  closed_at TEXT,
  CONSTRAINT ck_password_reset_owner CHECK (requested_by <> staff_id AND (state <> 'DONE' OR closed_by <> staff_id)),
  CONSTRAINT ck_password_reset_four_eyes CHECK (state <> 'DONE' OR closed_by <> requested_by),
  CONSTRAINT ck_password_reset_closed CHECK ((state = 'OPEN') = (closed_by IS NULL) AND (closed_by IS NULL) = (closed_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX ix_password_reset_open ON password_reset (staff_id) WHERE state = 'OPEN';
CREATE TRIGGER tr_password_reset_closed BEFORE UPDATE ON password_reset
WHEN OLD.state <> 'OPEN' OR NEW.staff_id <> OLD.staff_id OR NEW.requested_by <> OLD.requested_by OR NEW.requested_at <> OLD.requested_at
BEGIN SELECT RAISE(ABORT, 'closed'); END;
CREATE TRIGGER tr_password_reset_kept BEFORE DELETE ON password_reset
BEGIN SELECT RAISE(ABORT, 'closed'); END;

-- A reset slot is the outcome of an approved request by the same two persons for the same owner.
CREATE TRIGGER tr_key_slot_reset_asked BEFORE INSERT ON key_slot
WHEN NEW.reset_by IS NOT NULL AND (NEW.staff_id IN (NEW.reset_by, NEW.approved_by) OR NOT EXISTS (
  SELECT 1 FROM password_reset r WHERE r.staff_id = NEW.staff_id AND r.state = 'DONE'
    AND r.requested_by = NEW.reset_by AND r.closed_by = NEW.approved_by))
BEGIN SELECT RAISE(ABORT, 'four_eyes'); END;

-- Who is disabled loses the way to the data key; enabling him again needs a reset.
DELETE FROM key_slot WHERE staff_id IN (SELECT id FROM staff WHERE active = 0);

-- What the second person sealed stays as it is: figures, name and place of a volume.
CREATE TRIGGER tr_archive_volume_sealed BEFORE UPDATE ON archive_volume WHEN OLD.checked_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER tr_archive_volume_sealed_kept BEFORE DELETE ON archive_volume WHEN OLD.checked_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'sealed'); END;
