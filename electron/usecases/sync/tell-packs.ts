import type { PacksStandingBody } from '../../../core/batch/packs-standing.ts'
import type { PackState } from '../../../core/batch/reference-pack.ts'
import { lastRevision, latestBody, outbox } from '../../../db/repositories/outbox.ts'
import { referencePacks } from '../../../db/repositories/reference-packs.ts'
import type { Reader, Writer } from '../../../db/sql.ts'
import { derivedId } from '../../../protocol/receipt.ts'
import type { Counter } from '../counter.ts'

const TYPE = 'packs.standing'
const MOST = 200
const STATES = { IN_FORCE: 'APPLIED', WAITING: 'WAITING', REFUSED: 'REFUSED' } as const satisfies Partial<Record<PackState, string>>

/** What head office is to hear, or null when it was told so last. */
async function untold({ branch, vault, keys, nextKeys }: Counter, reader: Reader): Promise<{ id: string; body: PacksStandingBody } | null> {
  const body: PacksStandingBody = {
    packs: (await referencePacks(reader))
      .flatMap(({ kind, version, state, reason }) => (state === 'REPLACED' ? [] : [{ kind, version, state: STATES[state], reason }]))
      .slice(0, MOST),
  }
  // A restored branch has a key of its own from the start: revisions it has forgotten it would give again.
  const id = derivedId(`packs ${branch.code} ${(nextKeys ?? keys).enrolled.sign.keyId}`)
  const told = (await latestBody(reader, vault, TYPE, id)) ?? { packs: [] }
  return JSON.stringify(told) === JSON.stringify(body) ? null : { id, body }
}

/** Whether head office was told, or will be with the next batch, how its packs stand now. */
export const packsTold = async (counter: Counter, reader: Reader): Promise<boolean> => (await untold(counter, reader)) === null

/** Puts into the outbox how the branch now stands with head office's packs, where that is not what it told last. */
export async function tellPacks(counter: Counter, tx: Writer): Promise<void> {
  const news = await untold(counter, tx)
  if (!news) return
  const rev = ((await lastRevision(tx, TYPE, news.id)) ?? 0) + 1
  const record = { id: news.id, caseId: null, type: TYPE, rev, schema: 1, body: { ...news.body }, blobs: [], madeAt: counter.clock.now() }
  await outbox(tx, counter.vault).add(record)
}
