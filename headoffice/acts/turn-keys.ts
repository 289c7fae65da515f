import { keyFingerprint } from '../../protocol/enrolment-file.ts'
import { issueAll } from '../down/issue-down.ts'
import { addOfficeKeys, newestKeys } from '../import/office-keys.ts'
import type { Office } from '../office.ts'
import { recordAct } from './record-act.ts'

/** Puts on the audit log every turn of keys that is not there yet: the keys were kept, and a crash came before the act. */
export async function noteTurns(office: Office, who: string): Promise<void> {
  for (const { sign } of office.keys.turned) {
    const noted = await office.database.query(`select 1 as one from audit where act = 'keys.turn' and subject = $1`, [sign.keyId])
    if (noted.length === 0) await recordAct(office, who, { type: 'keys.turn', keyId: sign.keyId })
  }
}

/**
 * New keys of head office itself: kept in its folder before anybody hears of them, then announced to every branch in its down stream.
 * Rows stay sealed with the first, and what was sealed to the old ones is opened as long as there is a spool.
 * @returns the fingerprint by which branches enrol from now on
 */
export async function turnOfficeKeys(office: Office, folder: string, who: string): Promise<string> {
  return await office.lanes.run('office keys', async () => {
    office.keys = await addOfficeKeys(folder, office.keys)
    await noteTurns(office, who)
    await issueAll(office)
    return keyFingerprint(newestKeys(office.keys).sign)
  })
}
