-- The face of a page lies right behind its small picture, in the same sealed file.
ALTER TABLE scan_page ADD COLUMN face_bytes INTEGER CONSTRAINT ck_scan_page_face CHECK (face_bytes IS NULL OR face_bytes > 0);
