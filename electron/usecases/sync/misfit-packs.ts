import type { PackKind } from '../../../core/batch/reference-pack.ts'

import { ok, type Refusal } from '../../../core/kernel/result.ts'
import { packsOf, type ReferencePack, referencePacks } from '../../../db/repositories/reference-packs.ts'
import type { Reader } from '../../../db/sql.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'
import { everInForce, order, reasonOf, sentFilesOf } from './reference-data.ts'
import { tellPacks } from './tell-packs.ts'

/** Without one of these that was in force nothing is lent: they say who may not borrow, and who may say yes to how much. */
const HOLDS_LENDING: readonly PackKind[] = ['RISK_LISTS', 'AUTHORITY']

interface Misfit {
  readonly pack: ReferencePack
  readonly error: Refusal
}
/** Of packs that no longer hold together with the program, those that do not: each is tried beside the program and those before it that do. */
async function misfits(counter: Counter, reader: Reader, packs: readonly ReferencePack[]): Promise<Misfit[]> {
  const found: Misfit[] = []
  let holding: ReferencePack[] = []
  for (const pack of packs.toSorted((a, b) => order(a) - order(b))) {
    const tried = packs.filter((one) => one === pack || holding.includes(one))
    const loaded = await counter.tryPacks(await sentFilesOf(counter, reader, tried))
    if (loaded.ok) holding = tried
    else found.push({ pack, error: loaded.error })
  }
  return found
}

/**
 * At the start: what was in force and does not hold with this release of the program is refused with its file and reason, the rest stays.
 * It stands on the page of reference data and in the audit log, and head office is told.
 */
export async function refuseMisfits(counter: Counter): Promise<void> {
  const whole = await counter.database.read(async (reader) => counter.tryPacks(await sentFilesOf(counter, reader, everInForce(await referencePacks(reader)))))
  if (whole.ok) return
  await counter.database.write(async (tx) => {
    for (const { pack, error } of await misfits(counter, tx, everInForce(await referencePacks(tx)))) {
      await packsOf(tx, counter.vault).setState(pack, 'REFUSED', reasonOf(error), null)
      await note(counter, tx, null, { action: 'packs.refuse', subject: `${pack.kind} ${pack.version}` })
    }
    await tellPacks(counter, tx)
    return ok(null)
  })
}

/** A kind without which nothing is lent, of which the newest that was ever in force was refused since. */
export async function lendingHeldBy(reader: Reader): Promise<PackKind | null> {
  const packs = (await referencePacks(reader)).filter(({ inForceAt }) => inForceAt !== null)
  const newest = (kind: PackKind): ReferencePack | undefined => packs.filter((pack) => pack.kind === kind).sort((a, b) => b.version - a.version)[0]
  return HOLDS_LENDING.find((kind) => newest(kind)?.state === 'REFUSED') ?? null
}
