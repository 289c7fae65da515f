import type { RecordOutcome } from '../../core/batch/receipt.ts'
import type { BlobReference, RecordLine } from '../../core/batch/record-line.ts'
import type { Instant } from '../../core/kernel/calendar.ts'
import type { CaseId } from '../../core/kernel/ids.ts'
import { flag, json, mapping } from '../columns.ts'
import { openJson, sealJson, trusted } from '../sealing.ts'
import { jsonList, type Reader, type Writer } from '../sql.ts'
import type { Vault } from '../vault.ts'

interface OutboxColumns {
  readonly id: string
  readonly caseId: CaseId | null
  readonly type: string
  readonly rev: number
  readonly schema: number
  readonly blobs: readonly BlobReference[]
  readonly madeAt: Instant
  /** The batch it was packed into; null while waiting. */
  readonly batchEpoch: number | null
  readonly batchSeq: number | null
  readonly result: RecordOutcome | null
  readonly resultCode: string | null
  /** The field it was returned for. */
  readonly resultField: string | null
  /** 1 when head office must decide the case: its papers go before the rest. */
  readonly lane: 1 | 2
  /** Head office has every blob too. */
  readonly complete: boolean
}
/** A record for head office, kept until answered (sync.md §4). */
export interface OutboxRecord extends OutboxColumns {
  /** Order of entry. */
  readonly serial: number
  readonly body: RecordLine['body']
}
export type NewOutboxRecord = Pick<OutboxRecord, 'id' | 'caseId' | 'type' | 'rev' | 'schema' | 'blobs' | 'madeAt' | 'body'> & { readonly lane?: 1 | 2 }

const columns = mapping<OutboxColumns>({
  id: 'id',
  caseId: 'case_id',
  type: 'type',
  rev: 'rev',
  schema: 'schema',
  blobs: json('blobs'),
  madeAt: 'made_at',
  batchEpoch: 'batch_epoch',
  batchSeq: 'batch_seq',
  result: 'result',
  resultCode: 'result_code',
  resultField: 'result_field',
  lane: 'lane',
  complete: flag('complete'),
})
interface Stored {
  readonly serial: number
  readonly sealed_body: Uint8Array
}
const SELECT = `SELECT serial, ${columns.list}, sealed_body FROM outbox`
const placeOf = ({ type, id, rev }: Pick<OutboxRecord, 'type' | 'id' | 'rev'>) => ({ table: 'outbox', column: 'sealed_body', row: `${type}.${id}.${rev}` })
const toRecord = (vault: Vault, row: Stored): OutboxRecord => {
  const plain = columns.read(row)
  return { ...plain, serial: row.serial, body: openJson(vault, placeOf(plain), row.sealed_body, trusted<RecordLine['body']>) }
}

/** Which waiting records of cases get other revisions, and by how much. */
export interface Raising {
  readonly above: number
  /** The serial after which they were entered. */
  readonly after: number
  readonly by: number
}

/** Not yet in any batch, oldest first. */
export const waitingRecords = async (reader: Reader, vault: Vault): Promise<OutboxRecord[]> =>
  (await reader.all<Stored>(`${SELECT} WHERE batch_seq IS NULL ORDER BY serial`)).map((row) => toRecord(vault, row))

export async function countWaiting(reader: Reader): Promise<number> {
  const row = await reader.get<{ n: number }>('SELECT count(*) AS n FROM outbox WHERE batch_seq IS NULL')
  return row?.n ?? 0
}

export const recordsOfBatch = async (reader: Reader, vault: Vault, epoch: number, seq: number): Promise<OutboxRecord[]> =>
  (await reader.all<Stored>(`${SELECT} WHERE batch_epoch = ? AND batch_seq = ? ORDER BY serial`, [epoch, seq])).map((row) => toRecord(vault, row))

/** Whether a record of the batch was answered with anything but that head office holds it. */
export async function anyReturned(reader: Reader, epoch: number, seq: number): Promise<boolean> {
  const sql = "SELECT 1 AS one FROM outbox WHERE batch_epoch = ? AND batch_seq = ? AND result IN ('rejected', 'conflict', 'parked') LIMIT 1"
  return (await reader.get(sql, [epoch, seq])) !== undefined
}

/** The record that was entered last; 0 before any. */
export const lastSerial = async (reader: Reader): Promise<number> =>
  (await reader.get<{ n: number }>('SELECT coalesce(max(serial), 0) AS n FROM outbox'))?.n ?? 0

/** The last revision of a thing that was put into the outbox; null before the first. */
export async function lastRevision(reader: Reader, type: string, id: string): Promise<number | null> {
  const row = await reader.get<{ rev: number | null }>('SELECT max(rev) AS rev FROM outbox WHERE type = ? AND id = ?', [type, id])
  return row?.rev ?? null
}

/** The body last put into the outbox of a thing that head office did not give back; null when there is none. */
export async function latestBody(reader: Reader, vault: Vault, type: string, id: string): Promise<OutboxRecord['body'] | null> {
  const row = await reader.get<Stored>(`${SELECT} WHERE type = ? AND id = ? ORDER BY rev DESC LIMIT 1`, [type, id])
  const record = row && toRecord(vault, row)
  return record && record.result !== 'rejected' && record.result !== 'conflict' ? record.body : null
}

export async function findRecord(reader: Reader, vault: Vault, { type, id, rev }: Pick<OutboxRecord, 'type' | 'id' | 'rev'>): Promise<OutboxRecord | null> {
  const row = await reader.get<Stored>(`${SELECT} WHERE type = ? AND id = ? AND rev = ?`, [type, id, rev])
  return row ? toRecord(vault, row) : null
}

export const recordsOfCase = async (reader: Reader, vault: Vault, caseId: CaseId): Promise<OutboxRecord[]> =>
  (await reader.all<Stored>(`${SELECT} WHERE case_id = ? ORDER BY serial`, [caseId])).map((row) => toRecord(vault, row))

/** As it stands in data/records.ndjson. */
export const asRecordLine = ({ type, schema, id, rev, body, blobs }: OutboxRecord): RecordLine => ({ type, schema, id, rev, body, blobs: [...blobs] })

export const outbox = (tx: Writer, vault: Vault) => ({
  add: async (record: NewOutboxRecord): Promise<void> => {
    const row = { ...record, lane: record.lane ?? 2, batchEpoch: null, batchSeq: null, result: null, resultCode: null, resultField: null, complete: false }
    await tx.run(`INSERT INTO outbox (${columns.list}, sealed_body) VALUES (${columns.marks}, ?)`, [
      ...columns.params(row),
      sealJson(vault, placeOf(record), record.body),
    ])
  },
  /** Puts waiting records into a batch. */
  pack: async (serials: readonly number[], epoch: number, seq: number): Promise<void> => {
    await tx.run('UPDATE outbox SET batch_epoch = ?, batch_seq = ? WHERE batch_seq IS NULL AND serial IN (SELECT value FROM json_each(?))', [
      epoch,
      seq,
      jsonList(serials),
    ])
  },
  /** Gives waiting records of cases with a revision above one, entered after one, a revision that is higher by so much. */
  raise: async ({ above, after, by }: Raising): Promise<void> => {
    const rows = await tx.all<Stored>(`${SELECT} WHERE batch_seq IS NULL AND case_id IS NOT NULL AND rev > ? AND serial > ? ORDER BY serial`, [above, after])
    for (const { serial, body, ...record } of rows.map((row) => toRecord(vault, row))) {
      const raised = { ...record, rev: record.rev + by }
      await tx.run('UPDATE outbox SET rev = ?, sealed_body = ? WHERE serial = ?', [raised.rev, sealJson(vault, placeOf(raised), body), serial])
    }
  },
  /** Lists the records of a skipped or dropped batch again. */
  unpack: async (epoch: number, seq: number): Promise<void> => {
    await tx.run(
      'UPDATE outbox SET batch_epoch = NULL, batch_seq = NULL, result = NULL, result_code = NULL, result_field = NULL WHERE batch_epoch = ? AND batch_seq = ?',
      [epoch, seq],
    )
  },
  /** Head office lost what it had of a batch: answers to its records are void, and so is `complete` of any record whose papers it carried. */
  async forget(epoch: number, seq: number): Promise<void> {
    await tx.run('UPDATE outbox SET result = NULL, result_code = NULL, result_field = NULL, complete = 0 WHERE batch_epoch = ? AND batch_seq = ?', [epoch, seq])
    await this.forgetPapers(epoch, seq)
  },
  /** Head office lost papers a batch carried. @returns how many records are complete no more */
  forgetPapers: (epoch: number, seq: number): Promise<number> =>
    tx.run(
      `UPDATE outbox SET complete = 0 WHERE complete = 1 AND EXISTS (SELECT 1 FROM json_each(blobs) e
        JOIN batch_blob bb ON bb.sha256 = e.value ->> 'sha256' WHERE bb.epoch = ? AND bb.seq = ?)`,
      [epoch, seq],
    ),
  /** What waits of a type goes no more. */
  drop: async (type: string): Promise<void> => {
    await tx.run('DELETE FROM outbox WHERE batch_seq IS NULL AND type = ?', [type])
  },
  answer: async (key: Pick<OutboxRecord, 'type' | 'id' | 'rev'>, result: RecordOutcome, code: string | null, field: string | null): Promise<void> => {
    await tx.run('UPDATE outbox SET result = ?, result_code = ?, result_field = ? WHERE type = ? AND id = ? AND rev = ?', [
      result,
      code,
      field,
      key.type,
      key.id,
      key.rev,
    ])
  },
  complete: async (key: Pick<OutboxRecord, 'type' | 'id' | 'rev'>): Promise<void> => {
    await tx.run('UPDATE outbox SET complete = 1 WHERE type = ? AND id = ? AND rev = ?', [key.type, key.id, key.rev])
  },
})
