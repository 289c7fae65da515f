import { randomUUID } from 'node:crypto'
import type { SpoolEntry } from '../../protocol/spool.ts'
import { catchUp } from '../import/project.ts'
import type { Office } from '../office.ts'
import { type Act, laneOfAct } from './act.ts'

/** Who the audit log names when nobody is signed in. */
export const SYSTEM = 'system'

/** The place an act is sealed for in the spool. */
export const ACT_PLACE = 'office act'

/** Seals an act into the spool and projects it. The caller holds the act's lane. */
export async function recordActHeld(office: Office, who: string, act: Act): Promise<SpoolEntry> {
  const lane = laneOfAct(act)
  const ref = await office.spool.put(Buffer.from(office.seal.seal(ACT_PLACE, JSON.stringify({ who, nonce: randomUUID(), what: act }))))
  const entry = await office.spool.append('office', ref, act.type, office.now(), lane)
  await catchUp(office, lane)
  return entry
}

export const recordAct = (office: Office, who: string, act: Act): Promise<SpoolEntry> => office.lanes.run(laneOfAct(act), () => recordActHeld(office, who, act))
