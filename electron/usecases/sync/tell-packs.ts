import type { PacksStandingBody } from '../../../core/batch/packs-standing.ts'
import { outbox, revisionsOf } from '../../../db/repositories/outbox.ts'
import { type PackState, referencePacks } from '../../../db/repositories/reference-packs.ts'
import type { Writer } from '../../../db/sql.ts'
import { derivedId } from '../../../protocol/receipt.ts'
import type { Counter } from '../counter.ts'

const TYPE = 'packs.standing'
const MOST = 200
const STATES = { IN_FORCE: 'APPLIED', WAITING: 'WAITING', REFUSED: 'REFUSED' } as const satisfies Partial<Record<PackState, string>>

/** Puts into the outbox how the branch now stands with head office's packs, in the transaction that changed it. */
export async function tellPacks(counter: Counter, tx: Writer): Promise<void> {
  const { branch, vault, clock } = counter
  const body: PacksStandingBody = {
    packs: (await referencePacks(tx))
      .flatMap(({ kind, version, state, reason }) => (state === 'REPLACED' ? [] : [{ kind, version, state: STATES[state], reason }]))
      .slice(0, MOST),
  }
  const id = derivedId(`packs ${branch.code} ${branch.epoch}`)
  const rev = (await revisionsOf(tx, TYPE, id)) + 1
  await outbox(tx, vault).add({ id, caseId: null, type: TYPE, rev, schema: 1, body: { ...body }, blobs: [], madeAt: clock.now() })
}
