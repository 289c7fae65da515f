import type { OfficeKeysBody } from '../../../core/batch/office-keys.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { insertOfficeKeyTurn } from '../../../db/repositories/office-key-turns.ts'
import type { Writer } from '../../../db/sql.ts'
import { provesOfficeTurn } from '../../../protocol/office-turn.ts'
import type { ReceivedDown } from '../../services/receipt-reader.ts'
import { knownOffice } from '../batch/enrolment-of.ts'
import type { Counter } from '../counter.ts'

/** Keys head office goes over to: from the next down batch on only they speak for it. Refuses OFFICE_KEYS_NOT_PROVEN. */
export async function takeOfficeKeys(counter: Counter, tx: Writer, { epoch, seq }: ReceivedDown, body: OfficeKeysBody): Promise<Result<null>> {
  const office = await knownOffice(counter, tx)
  if (!office.ok) return office
  const { enrolment, keys } = office.value
  const before = keys.at(-1) ?? keys[0]
  if (!provesOfficeTurn(enrolment, before.keys.sign, body)) return refuse('OFFICE_KEYS_NOT_PROVEN', { seq })
  await insertOfficeKeyTurn(tx, { epoch, fromSeq: seq + 1, body: JSON.stringify(body), takenAt: counter.clock.now() })
  return ok(null)
}
