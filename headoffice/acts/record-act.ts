import { randomUUID } from 'node:crypto'
import type { SpoolEntry } from '../../protocol/spool.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'
import { catchUp } from '../import/project.ts'
import type { Office } from '../office.ts'
import { ACT_PLACE, type Act, ActObject, laneOfAct } from './act.ts'

/** The act is a line of the journal, and its rows could not be written: whoever did it must not do it again. The lane's next work writes them first. */
export class ActOnRecordError extends Error {}

/**
 * Seals an act into the spool and projects it. The caller holds the act's lane.
 * @throws for one that could not be read back, before it is a line of the journal
 * @throws ActOnRecordError
 */
export async function recordActHeld(office: Office, who: string, act: Act): Promise<SpoolEntry> {
  const lane = laneOfAct(act)
  const text = JSON.stringify({ who, nonce: randomUUID(), what: act })
  if (!ActObject.safeParse(tryStrictJson(Buffer.from(text))).success) throw new Error(`an act ${act.type} that nobody could read back`)
  const ref = await office.spool.put(Buffer.from(office.seal.seal(ACT_PLACE, text)))
  const entry = await office.spool.append('office', ref, act.type, office.now(), lane)
  await office.troubles
    .watch('projection', lane, () => catchUp(office, lane))
    .catch((cause: unknown) => {
      throw new ActOnRecordError(`an act ${act.type} is on record, its rows are not written`, { cause })
    })
  return entry
}

export const recordAct = (office: Office, who: string, act: Act): Promise<SpoolEntry> => office.lanes.run(laneOfAct(act), () => recordActHeld(office, who, act))
