import type { CaseId } from '../core/kernel/ids.ts'
import type { Database } from './connection.ts'
import { openHandle } from './handle.ts'
import { matchOf, type SearchedCase, tokensOf } from './name-tokens.ts'
import { makeQueue } from './queue.ts'
import { openApplicant } from './repositories/loan-case-sealed.ts'
import type { Vault } from './vault.ts'

/** Names live in memory only, built from the sealed rows at unlock (shell.md §4). */
export interface NameIndex {
  /** Cases that match, the youngest first. While not `ready`, of those read so far: say so (rulings 21). */
  search(typed: string, limit: number): Promise<readonly CaseId[]>
  /** Call after the write that opened or changed a case. */
  put(caseId: CaseId): Promise<void>
  /** 0 to 1 of the cases there were when it started. */
  progress(): number
  ready(): boolean
  /** Resolves when every case is in; rejects when a row could not be opened. */
  filled(): Promise<void>
  /** Stops filling and forgets everything, at locking. */
  close(): Promise<void>
}

interface CaseRow {
  readonly serial: number
  readonly id: CaseId
  readonly application_no: string
  readonly sealed_applicant: Uint8Array
}

const ROWS_A_STEP = 500
const SELECT = 'SELECT serial, id, application_no, sealed_applicant FROM loan_case'
const CREATE = "CREATE VIRTUAL TABLE name USING fts5(case_id UNINDEXED, tokens, content='', contentless_delete=1, contentless_unindexed=1, tokenize='ascii')"
const INSERT = 'INSERT OR REPLACE INTO name (rowid, case_id, tokens) SELECT value->>0, value->>1, value->>2 FROM json_each(?)'
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const searched = (vault: Vault, row: CaseRow): SearchedCase => ({
  ...openApplicant(vault, row.id, row.sealed_applicant),
  applicationNo: row.application_no,
})

/**
 * Starts an index and fills it in the background, in steps that leave the process free between them.
 * @example const names = await openNameIndex(database, vault); await names.search('测试', 50)
 */
export async function openNameIndex(database: Database, vault: Vault): Promise<NameIndex> {
  const memory = await openHandle(':memory:', 'CREATE')
  await memory.exec(CREATE)
  const turns = makeQueue()
  const last = (await database.read((reader) => reader.get<{ serial: number }>('SELECT coalesce(max(serial), 0) AS serial FROM loan_case')))?.serial ?? 0
  let reached = 0
  let done = false
  let closed = false

  /** Reads and indexes in one turn, so that an older reading never overwrites a newer one. */
  const take = (condition: string, params: readonly (string | number)[]): Promise<number> =>
    turns(async () => {
      if (closed) return 0
      const rows = await database.read((reader) => reader.all<CaseRow>(`${SELECT} ${condition}`, params))
      const entries = JSON.stringify(rows.map((row) => [row.serial, row.id, tokensOf(searched(vault, row))]))
      await memory.run(INSERT, [entries])
      return rows.at(-1)?.serial ?? 0
    })

  const fill = async (): Promise<void> => {
    while (reached < last && !closed) {
      const serial = await take('WHERE serial > ? AND serial <= ? ORDER BY serial LIMIT ?', [reached, last, ROWS_A_STEP])
      if (serial === 0) break
      reached = serial
      await breathe()
    }
    done = !closed
  }
  const filling = fill()
  // Whoever asks for `filled` sees the fault; without an asker it must not end the process.
  filling.catch(() => undefined)

  return {
    // Never waits for a turn: one that reads may itself be waiting for the caller's own read to end.
    search: async (typed, limit) => {
      const match = matchOf(typed)
      if (match === null || closed) return []
      const rows = await memory.all<{ case_id: CaseId }>('SELECT case_id FROM name WHERE name MATCH ? ORDER BY rowid DESC LIMIT ?', [match, limit])
      return rows.map((row) => row.case_id)
    },
    put: async (caseId) => {
      await take('WHERE id = ?', [caseId])
    },
    progress: () => (last === 0 || done ? 1 : reached / last),
    ready: () => done,
    filled: () => filling,
    close: async () => {
      closed = true
      await filling.catch(() => undefined)
      await turns(() => memory.close())
    },
  }
}
