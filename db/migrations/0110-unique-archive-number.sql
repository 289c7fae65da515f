-- A number given twice while volumes still took the case's own digits: the later, unsealed one is prepared anew.
DELETE FROM archive_volume
WHERE checked_at IS NULL AND EXISTS (SELECT 1 FROM archive_volume AS other WHERE other.archive_no = archive_volume.archive_no
  AND (other.checked_at IS NOT NULL OR other.rowid < archive_volume.rowid) AND other.rowid <> archive_volume.rowid);
CREATE UNIQUE INDEX uq_archive_volume_archive_no ON archive_volume (archive_no);
