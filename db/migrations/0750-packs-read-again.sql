-- A release that took four kinds of packs refused the others for good: they wait again for the one that reads them.
UPDATE reference_pack SET state = 'WAITING', reason = NULL WHERE state = 'REFUSED' AND reason = 'KIND_UNKNOWN';
