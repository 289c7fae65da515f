-- Every password a person had of late (domain 8.3): when it was made, and the print that keeps it from coming back. The newest is the
-- one in force and has the key slot of the same id; five are kept.
CREATE TABLE password_made (
  serial INTEGER PRIMARY KEY,
  slot_id TEXT NOT NULL UNIQUE,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  -- 1 while another person knows it: who added its owner, or let it be reset.
  given INTEGER NOT NULL CONSTRAINT ck_password_made_given CHECK (given IN (0, 1)),
  -- The calendar's date, or the branch's where that was ahead; its age is counted from here.
  since TEXT NOT NULL,
  -- Null for one that was in force before prints were kept, until its owner types it again.
  sealed BLOB
) STRICT;
CREATE INDEX ix_password_made_staff ON password_made (staff_id, serial);

INSERT INTO password_made (slot_id, staff_id, given, since)
SELECT slot.slot_id, slot.staff_id,
  slot.reset_by IS NOT NULL OR EXISTS (SELECT 1 FROM staff WHERE staff.id = slot.staff_id AND staff.added_by IS NOT NULL AND staff.added_at = slot.made_at),
  date(slot.made_at, '+8 hours')
FROM key_slot slot WHERE slot.kind = 'PASSWORD' ORDER BY slot.made_at, slot.slot_id;
