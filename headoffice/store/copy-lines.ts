import type { CaseSealedBody } from '../../core/batch/case-sealed.ts'
import { type CopiedTable, CopyRows } from './copy-rows.ts'
import type { Place } from './records.ts'
import type { TakenLine } from './take-lines.ts'

function copyRecord(rows: CopyRows, { line, hash, record, stored }: TakenLine, { branch, epoch, seq, hash: batch }: Place): void {
  if (!record || !stored) return
  rows.row(13).text(branch).text(record.type).uuid(record.id).int(record.rev).text(hash).int(epoch).int(seq).int(line).int(record.schema)
  rows.json(stored.doc).text(stored.sealed).text(`${batch}#${line}`).text(stored.state)
}

function copyBlobs(rows: CopyRows, { record, stored }: TakenLine, { branch }: Place): void {
  if (!record || !stored) return
  for (const { role, sha256, bytes, media } of record.blobs)
    rows.row(8).text(branch).text(record.type).uuid(record.id).int(record.rev).text(role).text(sha256).int(bytes).text(media)
}

function copyCompletion(rows: CopyRows, { record, stored }: TakenLine, { branch }: Place): void {
  if (record && stored?.state === 'complete') rows.row(5).text(branch).text(record.type).uuid(record.id).int(record.rev).int(0)
}

function copyHead(rows: CopyRows, { record, stored }: TakenLine, { branch, at }: Place): void {
  if (!record || !stored?.head) return
  const { applicationNo, contractNo, productCode, productLine, state, amountFen, businessDate } = record.body as CaseSealedBody
  rows.row(11).text(branch).uuid(record.id).int(record.rev).text(applicationNo).text(contractNo).text(productCode).text(productLine).text(state)
  rows.bigint(BigInt(amountFen)).text(businessDate).instant(at)
}

function copyKeys(rows: CopyRows, { record, stored }: TakenLine, { branch }: Place): void {
  if (record && stored?.head) for (const [kind, hash] of stored.keys) rows.row(4).text(branch).uuid(record.id).text(kind).text(hash)
}

function copyAnswer(rows: CopyRows, { line, hash, outcome, record, code, field }: TakenLine, { branch, epoch, seq }: Place): void {
  rows.row(11).text(branch).int(epoch).int(seq).int(line).text(outcome).text(hash)
  if (record) rows.text(record.type).uuid(record.id).int(record.rev)
  else rows.nothing().nothing().nothing()
  rows.text(code).text(field)
}

interface Filled {
  readonly table: string
  readonly fill: (rows: CopyRows, line: TakenLine, place: Place) => void
  /** Used again for every batch: rows of one are written and taken before anything else can be done. */
  readonly rows: CopyRows
}
const OF_LINES: readonly Filled[] = [
  { table: 'record', fill: copyRecord, rows: new CopyRows() },
  { table: 'record_blob', fill: copyBlobs, rows: new CopyRows() },
  { table: 'completion', fill: copyCompletion, rows: new CopyRows() },
  { table: 'receipt', fill: copyAnswer, rows: new CopyRows() },
]
const OF_HEADS: readonly Filled[] = [
  { table: 'case_head', fill: copyHead, rows: new CopyRows() },
  { table: 'cross_key', fill: copyKeys, rows: new CopyRows() },
]

/**
 * Rows of a batch's lines for the engine's COPY, in the order of `lines`; a table without any is left out.
 * @param heads whether those of cases are among them
 */
export function linesToCopy(place: Place, lines: readonly TakenLine[], heads: boolean): CopiedTable[] {
  return [...OF_LINES, ...(heads ? OF_HEADS : [])].flatMap(({ table, fill, rows }) => {
    rows.begin()
    for (const line of lines) fill(rows, line, place)
    const taken = rows.taken()
    return taken ? [{ table, rows: taken }] : []
  })
}
