import type { CaseClass } from '../../core/batch/cross-list.ts'
import type { DateOnly, Instant } from '../../core/kernel/calendar.ts'
import type { CaseId } from '../../core/kernel/ids.ts'
import { mapping } from '../columns.ts'
import { openJson, sealJson, trusted } from '../sealing.ts'
import type { Reader, Writer } from '../sql.ts'
import type { Vault } from '../vault.ts'

/** The list of cases of other branches that was taken last, without what it says. */
export interface KeptList {
  readonly madeOn: DateOnly
  readonly entries: number
  readonly epoch: number
  readonly seq: number
  readonly arrivedAt: Instant
}
/** How the list is asked: the key of its hashes (base64), and what each page begins with. */
export interface ListAccess {
  readonly key: string
  readonly firsts: readonly string[]
}
const columns = mapping<KeptList>({ madeOn: 'made_on', entries: 'entries', epoch: 'epoch', seq: 'seq', arrivedAt: 'arrived_at' })
type Which = Pick<KeptList, 'epoch' | 'seq'>
const keyPlace = ({ epoch, seq }: Which) => ({ table: 'cross_list', column: 'sealed_key', row: `${epoch}.${seq}` })
const pagePlace = ({ epoch, seq }: Which, n: number) => ({ table: 'cross_list_page', column: 'sealed_entries', row: `${epoch}.${seq}.${n}` })

/** The newest list, or null before the first. */
export async function keptList(reader: Reader): Promise<KeptList | null> {
  const row = await reader.get(`SELECT ${columns.list} FROM cross_list`)
  return row ? columns.read(row) : null
}

/** @throws when the sealed key was altered or is another list's */
export async function listAccess(reader: Reader, vault: Vault, list: Which): Promise<ListAccess> {
  const row = await reader.get<{ sealed: Uint8Array }>('SELECT sealed_key AS sealed FROM cross_list')
  return openJson(vault, keyPlace(list), row?.sealed ?? new Uint8Array(), trusted<ListAccess>)
}

/** The entries of one page. @throws when it was altered, is another list's or is gone: nothing is passed over in silence */
export async function listPage(reader: Reader, vault: Vault, list: Which, n: number): Promise<Uint8Array> {
  const row = await reader.get<{ sealed: Uint8Array }>('SELECT sealed_entries AS sealed FROM cross_list_page WHERE n = ?', [n])
  return Buffer.from(vault.open(pagePlace(list, n), row?.sealed ?? new Uint8Array()), 'latin1')
}

export const crossLists = (tx: Writer, vault: Vault) => ({
  /** Puts a list in the place of the one before. */
  replace: async (list: KeptList, access: ListAccess, pages: readonly Uint8Array[]): Promise<void> => {
    await tx.run('DELETE FROM cross_list_page')
    await tx.run('DELETE FROM cross_list')
    await tx.run(`INSERT INTO cross_list (one, ${columns.list}, sealed_key) VALUES (1, ${columns.marks}, ?)`, [
      ...columns.params(list),
      sealJson(vault, keyPlace(list), access),
    ])
    for (const [n, page] of pages.entries()) {
      await tx.run('INSERT INTO cross_list_page (n, sealed_entries) VALUES (?, ?)', [n, vault.seal(pagePlace(list, n), Buffer.from(page).toString('latin1'))])
    }
  },
})

/** That something was found elsewhere about a case; the mark tells two things apart and names neither. */
export interface CrossWarning {
  readonly caseId: CaseId
  readonly mark: Uint8Array
  readonly caseClass: CaseClass
}
export const warningKnown = async (reader: Reader, { caseId, mark, caseClass }: CrossWarning): Promise<boolean> =>
  (await reader.get('SELECT 1 AS n FROM cross_warning WHERE case_id = ? AND mark = ? AND case_class = ?', [caseId, mark, caseClass])) !== undefined

/** @returns whether it is new */
export const insertWarning = async (tx: Writer, { caseId, mark, caseClass }: CrossWarning): Promise<boolean> =>
  (await tx.run('INSERT INTO cross_warning (case_id, mark, case_class) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', [caseId, mark, caseClass])) > 0
