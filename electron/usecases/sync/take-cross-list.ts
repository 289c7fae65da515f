import { firstOfPage, pagesOfList, readCrossList } from '../../../core/batch/cross-list.ts'
import type { CrossListBody } from '../../../core/batch/cross-list-body.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { crossLists, keptList } from '../../../db/repositories/cross-lists.ts'
import type { Writer } from '../../../db/sql.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { listKeyOf } from '../../../protocol/list-key.ts'
import type { ReceivedDown } from '../../services/receipt-reader.ts'
import type { Counter } from '../counter.ts'

/**
 * Puts the list of other branches' cases in the place of the one before, in the transaction of its batch. Refuses BATCH_CONTENT_BAD when the
 * list is not what its record says: the whole down batch is then not taken.
 */
export async function takeCrossList(counter: Counter, tx: Writer, { epoch, seq, blobs }: ReceivedDown, body: CrossListBody): Promise<Result<null>> {
  const bytes = blobs.get(body.file.sha256)
  const list = bytes && bytes.length === body.file.bytes && sha256Hex(bytes) === body.file.sha256 ? readCrossList(bytes) : null
  const key = listKeyOf(body.key)
  const asSaid = list?.madeOn === body.madeOn && list.count === body.count && list.keyId === body.keyId && key.keyId === body.keyId
  if (!list || !asSaid) return refuse('BATCH_CONTENT_BAD', { reason: 'list of cases elsewhere' })
  const before = await keptList(tx)
  if (before && (before.epoch > epoch || (before.epoch === epoch && before.seq >= seq))) return ok(null)
  const pages = pagesOfList(list)
  const kept = { madeOn: list.madeOn, entries: list.count, epoch, seq, arrivedAt: counter.clock.now() }
  await crossLists(tx, counter.vault).replace(kept, { key: body.key, firsts: pages.map(firstOfPage) }, pages)
  return ok(null)
}
