import { everInForce, misfits } from '../../../core/batch/packs-in-force.ts'
import { HOLDS_LENDING, type PackKind } from '../../../core/batch/reference-pack.ts'
import { ok, type Refusal } from '../../../core/kernel/result.ts'
import { packsOf, type ReferencePack, referencePacks } from '../../../db/repositories/reference-packs.ts'
import type { Reader } from '../../../db/sql.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'
import { reasonOf, sentFilesOf } from './reference-data.ts'

/** The packs that `misfits` finds, each with what loading it said last. */
async function found(counter: Counter, reader: Reader): Promise<{ pack: ReferencePack; error: Refusal | undefined }[]> {
  const why = new Map<ReferencePack, Refusal>()
  const asking = misfits(everInForce(await referencePacks(reader)))
  let step = asking.next()
  while (!step.done) {
    const loaded = await counter.tryPacks(await sentFilesOf(counter, reader, step.value.together))
    if (!loaded.ok) why.set(step.value.pack, loaded.error)
    step = asking.next(loaded.ok)
  }
  return step.value.map((pack) => ({ pack, error: why.get(pack) }))
}

/**
 * At the start, where what was in force does not hold with this release of the program: each pack that does not is refused with its file and
 * reason, the rest stays. It stands on the page of reference data and in the audit log; `settlePacks` tells head office.
 */
export async function refuseMisfits(counter: Counter): Promise<void> {
  await counter.database.write(async (tx) => {
    for (const { pack, error } of await found(counter, tx)) {
      await packsOf(tx, counter.vault).setState(pack, 'REFUSED', error ? reasonOf(error) : null, null)
      await note(counter, tx, null, { action: 'packs.refuse', subject: `${pack.kind} ${pack.version}` })
    }
    return ok(null)
  })
}

/** A kind without which nothing is lent, of which the newest that was ever in force was refused since. */
export async function lendingHeldBy(reader: Reader): Promise<PackKind | null> {
  const packs = (await referencePacks(reader)).filter(({ inForceAt }) => inForceAt !== null)
  const newest = (kind: PackKind): ReferencePack | undefined => packs.filter((pack) => pack.kind === kind).sort((a, b) => b.version - a.version)[0]
  return HOLDS_LENDING.find((kind) => newest(kind)?.state === 'REFUSED') ?? null
}
