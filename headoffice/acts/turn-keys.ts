import { ok, type Result } from '../../core/kernel/result.ts'
import { keyFingerprint } from '../../protocol/enrolment-file.ts'
import { issueToEach } from '../down/issue-down.ts'
import { addOfficeKeys, newestKeys } from '../import/office-keys.ts'
import type { Office } from '../office.ts'
import { officeKeysOfBranches } from '../store/office-keys.ts'
import { recordAct } from './record-act.ts'

/**
 * Puts on the audit log every turn of keys that is not there yet, as begun by whom the key file names: the keys were kept, and a crash came
 * before the act. @param who where it names nobody
 */
export async function noteTurns(office: Office, who: string): Promise<void> {
  for (const { sign, by } of office.keys.turned) {
    const noted = await office.database.query(`select 1 as one from audit where act = 'keys.turn' and subject = $1`, [sign.keyId])
    if (noted.length === 0) await recordAct(office, by ?? who, { type: 'keys.turn', keyId: sign.keyId })
  }
}

/** What became of a change of keys. */
export interface OfficeTurn {
  /** By which branches enrol from now on. */
  readonly fingerprint: string
  /** False when an earlier change was still under way: it was carried on. */
  readonly made: boolean
  /** Branches that could not be told; asked again, or started again, head office tells them. */
  readonly notTold: readonly string[]
}

/** Which key each branch goes by in its open epoch. */
async function keysInForce(office: Office): Promise<ReadonlyMap<string, string>> {
  return new Map((await officeKeysOfBranches(office.database)).map(({ branch, keyId }) => [branch, keyId]))
}
const newestId = (office: Office): string => newestKeys(office.keys).sign.keyId

/** Whether no branch goes by the newest of the keys yet, or some branch still goes by one before. */
async function underWay(office: Office): Promise<boolean> {
  if (office.keys.turned.length === 0) return false
  const inForce = [...(await keysInForce(office)).values()]
  return inForce.length === 0 || inForce.some((keyId) => keyId !== newestId(office))
}

/**
 * New keys of head office itself: kept in its folder before anybody hears of them, then announced to every branch in its down stream.
 * Rows stay sealed with the first, and what was sealed to the old ones is opened as long as there is a spool.
 * Asked again before every branch was told, it makes no more keys and tells the rest. Refuses OFFICE_KEYS_FULL (limit).
 */
export async function turnOfficeKeys(office: Office, folder: string, who: string): Promise<Result<OfficeTurn>> {
  return await office.lanes.onActs('office keys', async () => {
    const made = !(await underWay(office))
    if (made) {
      const added = await addOfficeKeys(folder, office.keys, who)
      if (!added.ok) return added
      office.keys = added.value
    }
    await noteTurns(office, who)
    await issueToEach(office)
    const behind = [...(await keysInForce(office))].filter(([, keyId]) => keyId !== newestId(office)).map(([branch]) => branch)
    return ok({ fingerprint: keyFingerprint(newestKeys(office.keys).sign), made, notTold: behind.sort() })
  })
}
