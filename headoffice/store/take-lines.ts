import type { RecordOutcome } from '../../core/batch/receipt.ts'
import type { RecordLine } from '../../core/batch/record-line.ts'
import { linesToCopy } from './copy-lines.ts'
import type { Queries } from './database.ts'
import { KEPT, RAISED, raiseHeads } from './raise-heads.ts'
import { type Place, recordKey } from './records.ts'

/** One line of a batch with its answer, and what of it is stored. */
export interface TakenLine {
  readonly line: number
  readonly hash: string
  readonly outcome: RecordOutcome
  readonly code: string | null
  readonly field: string | null
  readonly record: RecordLine | null
  readonly stored: StoredLine | null
}
/** A record as it is stored: `doc`, JSON on one line, without personal data, which is in `sealed`. */
export interface StoredLine {
  /** complete: applied, and nothing of it is still to come. */
  readonly state: 'applied' | 'complete' | 'parked'
  readonly doc: string
  readonly sealed: string
  /** Kind and keyed hash of what is compared across branches. */
  readonly keys: readonly (readonly [kind: string, hash: string])[]
  /** Whether the head of its case is raised to it. */
  readonly head: boolean
}

/** What is known not to be stored yet: `rows` those of the lines themselves, `heads` those of their cases. */
interface Unstored {
  readonly rows: boolean
  readonly heads: boolean
}

interface Column {
  readonly name: string
  /** How `r` reads it. */
  readonly read: string
  readonly of: (line: TakenLine) => string | number | null | undefined
}
/** What few lines have, and what may be any text, goes as JSON, which is on one line whatever is in it. */
function rarely({ code, field, record, stored }: TakenLine): string | null {
  const blobs = stored && record && record.blobs.length > 0 ? record.blobs : undefined
  if (code === null && field === null && blobs === undefined) return null
  return JSON.stringify({ c: code ?? undefined, f: field ?? undefined, bl: blobs })
}
/**
 * What `r` says of each line of a batch. Each column goes as one text with a value on each line, empty for null: none of them holds a line feed
 * or is ever empty. The server takes such a text apart at a fraction of what reading the same out of JSON costs it.
 */
const COLUMNS: readonly Column[] = [
  { name: 'n', read: 'n::int as n', of: ({ line }) => line },
  { name: 'h', read: 'h', of: ({ hash }) => hash },
  { name: 'o', read: 'o', of: ({ outcome }) => outcome },
  { name: 'e', read: "e::jsonb->>'c' as c, e::jsonb->>'f' as f, e::jsonb->'bl' as bl", of: rarely },
  { name: 't', read: 't', of: ({ record }) => record?.type },
  { name: 'i', read: 'i::uuid as i', of: ({ record }) => record?.id },
  { name: 'v', read: 'v::int as v', of: ({ record }) => record?.rev },
  { name: 's', read: 's::int as s', of: ({ record }) => record?.schema },
  { name: 'st', read: 'st', of: ({ stored }) => stored?.state },
  { name: 'd', read: 'd::jsonb as d', of: ({ stored }) => stored?.doc },
  { name: 'x', read: 'x', of: ({ stored }) => stored?.sealed },
  { name: 'ks', read: 'ks::jsonb as ks', of: ({ stored }) => (stored?.head ? JSON.stringify(stored.keys) : null) },
]
const PLACE = 5
const LINES = `select ${COLUMNS.map(({ read }) => read).join(', ')}
  from unnest(${COLUMNS.map((_, at) => `string_to_array($${PLACE + 1 + at}, E'\\n', '')`).join(', ')}) as u(${COLUMNS.map(({ name }) => name).join(', ')})`

/**
 * All rows a batch's lines come to, in one statement that reads them once: one way to the server and back, and each text crosses it once.
 * No table stands twice, and none reads another: the parts of one statement do not see each other.
 * Where rows are known to be new, no conflict is asked for: asking reads each key once more.
 */
function takeSql(unstored: Unstored): string {
  const row = (clause: string): string => (unstored.rows ? '' : ` on conflict ${clause}`)
  const head = (clause: string): string => (unstored.heads ? '' : ` on conflict ${clause}`)
  return `with r as materialized (${LINES}),
records as (insert into record select $1::text, t, i, v, h, $2::int, $3::int, n, s, d, x, $4::text || '#' || n, st from r where st is not null
  ${row('(branch_id, type, id, rev) do nothing')}),
blobs as (insert into record_blob select $1::text, r.t, r.i, r.v, b.role, b.sha256, b.bytes, b.media
    from r cross join lateral jsonb_to_recordset(r.bl) as b(role text, sha256 text, bytes int, media text)
  ${row('(branch_id, type, id, rev, role, sha256) do nothing')}),
done as (insert into completion select $1::text, t, i, v, 0 from r where st = 'complete' ${row('(branch_id, type, id, rev) do nothing')}),
heads as (insert into case_head select $1::text, i, v, d->>'applicationNo', d->>'contractNo', d->>'productCode', d->>'productLine', d->>'state',
    (d->>'amountFen')::bigint, d->>'businessDate', $5::timestamptz from r where ks is not null ${head(RAISED)}),
keys as (insert into cross_key select $1::text, r.i, k->>0, k->>1 from r cross join lateral jsonb_array_elements(r.ks) as k ${head(KEPT)}),
answers as (insert into receipt select $1::text, $2::int, $3::int, n, o, h, t, i, v, c, f from r
  ${row(`(branch_id, epoch, seq, line_no) do update set kind = excluded.kind, type = excluded.type, id = excluded.id, rev = excluded.rev,
    code = excluded.code, field = excluded.field`)})
select 1 as one`
}
const TAKE = takeSql({ rows: false, heads: false })
const TAKE_NEW = takeSql({ rows: true, heads: true })
const TAKE_REVISED = takeSql({ rows: true, heads: false })
const statementFor = (unstored: Unstored): string => {
  if (!unstored.rows) return TAKE
  return unstored.heads ? TAKE_NEW : TAKE_REVISED
}

/**
 * Lines are taken to be new, and a case's first revision to have no head yet. Where that was wrong, as when a record comes a second time, the
 * transaction is made once more with `careful`.
 */
function takenForNew(tx: Queries, lines: readonly TakenLine[]): Unstored {
  if (tx.careful) return { rows: false, heads: false }
  return { rows: true, heads: !lines.some(({ record, stored }) => stored?.head && record && record.rev > 1) }
}

/** Stores a batch's records with all that hangs on them, and the answer to each line; rows sorted by key, so that parallel imports cannot deadlock. */
export async function takeLines(tx: Queries, place: Place, lines: readonly TakenLine[]): Promise<void> {
  if (lines.length === 0) return
  const keyed = lines.map((line) => ({ key: line.record ? recordKey(line.record) : '', line }))
  const rows = keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ line }) => line)
  const unstored = takenForNew(tx, lines)
  if (tx.copy && unstored.rows) {
    await tx.copy(linesToCopy(place, rows, unstored.heads))
    if (!unstored.heads) await raiseHeads(tx, place, rows)
    return
  }
  const columns = COLUMNS.map(({ of }) => rows.map(of).join('\n'))
  await tx.query(statementFor(unstored), [place.branch, place.epoch, place.seq, place.hash, place.at, ...columns])
}
