import type { Enrolment } from '../../../core/batch/enrolment.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { findEnrolment } from '../../../db/repositories/branch-keys.ts'
import { announcedTurns } from '../../../db/repositories/office-key-turns.ts'
import type { Reader } from '../../../db/sql.ts'
import { readEnrolment } from '../../../protocol/enrolment-file.ts'
import { type KnownOfficeKeys, knownOfficeKeys } from '../../../protocol/office-turn.ts'
import type { Counter } from '../counter.ts'

/**
 * Head office's enrolment of this branch, its signature checked each time against the fingerprint pinned at set-up.
 * Refuses HEADOFFICE_NOT_ENROLLED, ENROLMENT_INVALID, ENROLMENT_NOT_OURS.
 */
export async function enrolmentOf(counter: Counter, reader: Reader): Promise<Result<Enrolment>> {
  const row = await findEnrolment(reader, counter.branch.epoch)
  return row ? readEnrolment(row.body, counter.keys.enrolled, row.signature) : refuse('HEADOFFICE_NOT_ENROLLED')
}

/** The enrolment, and head office's keys in their order: its own, then those each announced by the key before. */
export interface KnownOffice {
  readonly enrolment: Enrolment
  readonly keys: KnownOfficeKeys
}

/** Refuses as `enrolmentOf`, and OFFICE_KEYS_NOT_PROVEN when what was announced no longer proves itself. */
export async function knownOffice(counter: Counter, reader: Reader): Promise<Result<KnownOffice>> {
  const enrolment = await enrolmentOf(counter, reader)
  if (!enrolment.ok) return enrolment
  const keys = knownOfficeKeys(enrolment.value, await announcedTurns(reader, enrolment.value.epoch))
  return keys ? ok({ enrolment: enrolment.value, keys }) : refuse('OFFICE_KEYS_NOT_PROVEN')
}
