import { setImmediate as soon } from 'node:timers/promises'
import { DeviceKeysBody } from '../../core/batch/device-keys.ts'
import { againstStored, type Judgement, judgeLine } from '../../core/batch/judge-record.ts'
import { BATCH_LIMITS } from '../../core/batch/limits.ts'
import type { RecordResult } from '../../core/batch/receipt.ts'
import type { BatchLine } from '../../protocol/hob-records.ts'
import { provesKeyTurn } from '../../protocol/key-turn.ts'
import { bearsOwnId } from '../../protocol/minisign.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'
import type { Queries } from '../store/database.ts'
import { recordKey, storedHashes } from '../store/records.ts'
import type { RowSeal } from '../store/row-seal.ts'
import type { BatchPlace } from '../store/streams.ts'
import { keysOf, type SplitRecord, splitRecord } from './split-record.ts'

export interface NumberedLine {
  readonly line: BatchLine
  readonly number: number
}
/** A line judged by itself, and, when it may be stored, what of it is stored: nothing of this asks the database. */
export interface JudgedLine extends NumberedLine {
  readonly judgement: Judgement
  readonly split: SplitRecord | null
}

/** Whose lines are judged. */
type Sender = Pick<BatchPlace, 'branch' | 'epoch'>

export const numbered = (lines: readonly BatchLine[]): NumberedLine[] => lines.map((line, index) => ({ line, number: index + 1 }))

const resultOf = ({ line, number, judgement }: JudgedLine): RecordResult => ({
  line: number,
  recordHash: line.hash,
  key: judgement.record && { type: judgement.record.type, id: judgement.record.id, rev: judgement.record.rev },
  outcome: judgement.outcome,
  code: judgement.code,
  field: judgement.field,
})
export const resultsOf = (settled: readonly JudgedLine[]): RecordResult[] => settled.map(resultOf)

/** New keys are taken only when they bear their own id, which is then nobody else's, and themselves say whose they are. */
function proven(branch: string, epoch: number, judgement: Judgement): Judgement {
  const { record, outcome } = judgement
  if (outcome !== 'applied' || record?.type !== 'device.keys') return judgement
  const body = DeviceKeysBody.parse(record.body)
  if (!bearsOwnId(body.keys.sign)) return { outcome: 'rejected', code: 'KEY_ID_NOT_OF_KEY', field: 'keys.sign.keyId', record }
  return provesKeyTurn(branch, epoch, body) ? judgement : { outcome: 'rejected', code: 'KEYS_NOT_PROVEN', field: 'proof', record }
}

function splitOf(branch: string, line: BatchLine, { record, outcome }: Judgement, seal: RowSeal): SplitRecord | null {
  if (!record || outcome === 'rejected') return null
  const right = outcome === 'applied'
  const { doc, sealed } = splitRecord(branch, record, seal, line, right)
  return { doc, sealed, keys: right ? keysOf(record, seal) : [] }
}

/** Lines between two looks at what else waits: answers of the database, requests of other branches. */
const AT_ONCE = 8

/** Every few lines it lets other work in, so that one batch is read while others are being written. */
async function judgeInPieces({ branch, epoch }: Sender, lines: readonly NumberedLine[], seal: RowSeal): Promise<JudgedLine[]> {
  const judged: JudgedLine[] = []
  for (const { line, number } of lines) {
    const { length } = line.bytes
    // Too long a line is refused for that, whatever it says.
    const judgement = proven(branch, epoch, judgeLine(length > BATCH_LIMITS.lineBytes ? undefined : tryStrictJson(line.bytes), length))
    judged.push({ line, number, judgement, split: splitOf(branch, line, judgement, seal) })
    if (judged.length % AT_ONCE === 0) await soon()
  }
  return judged
}

let queue: Promise<unknown> = Promise.resolve()
/**
 * Judges lines by themselves and seals what is personal in them, one batch after another: of eight read side by side none is ready before
 * all are, and the database has nothing to write until then.
 */
export function judgeAlone(sender: Sender, lines: readonly NumberedLine[], seal: RowSeal): Promise<JudgedLine[]> {
  const judging = queue.then(() => judgeInPieces(sender, lines, seal))
  queue = judging.catch(() => undefined)
  return judging
}

/** Judges against the hashes of records that are there, earlier lines of the same batch included. */
function againstKnown(judged: readonly JudgedLine[], known: Map<string, string>): JudgedLine[] {
  return judged.map((item) => {
    const { record } = item.judgement
    if (!record) return item
    const key = recordKey(record)
    const stored = known.get(key) ?? null
    if (item.judgement.outcome === 'applied' || item.judgement.outcome === 'parked') if (stored === null) known.set(key, item.line.hash)
    return stored === null ? item : { ...item, judgement: againstStored(item.judgement, item.line.hash, stored) }
  })
}

/** Judges against what is stored. Writes nothing. @param brought hashes by key that count as stored too; what is taken is added to them */
export async function judgeStored(tx: Queries, branch: string, judged: readonly JudgedLine[], brought = new Map<string, string>()): Promise<JudgedLine[]> {
  const records = judged.flatMap(({ judgement }) => (judgement.record ? [judgement.record] : []))
  for (const [key, hash] of await storedHashes(tx, branch, records)) brought.set(key, hash)
  return againstKnown(judged, brought)
}

/**
 * Judges lines that are then written with the same `tx`. Unless it is careful no record is taken to be there: the key refuses one that is,
 * and the transaction is made once more, carefully.
 */
export const judgeToWrite = async (tx: Queries, branch: string, judged: readonly JudgedLine[]): Promise<JudgedLine[]> =>
  tx.careful ? await judgeStored(tx, branch, judged) : againstKnown(judged, new Map())
