import type { Instant } from '../../core/kernel/calendar.ts'
import type { CaseId, StaffId } from '../../core/kernel/ids.ts'
import { mapping } from '../columns.ts'
import { openJson, sealJson, trusted } from '../sealing.ts'
import type { Reader, Writer } from '../sql.ts'
import type { Vault } from '../vault.ts'

interface DraftColumns {
  readonly draftId: string
  readonly staffId: StaffId
  /** Null before the case is opened. */
  readonly caseId: CaseId | null
  readonly productCode: string
  readonly savedAt: Instant
  /** Path of the field typed last. */
  readonly lastField: string | null
}
/** What a person typed so far, unchecked. One per case and person. */
export interface Draft extends DraftColumns {
  readonly body: Readonly<Record<string, unknown>>
}

const columns = mapping<DraftColumns>({
  draftId: 'id',
  staffId: 'staff_id',
  caseId: 'case_id',
  productCode: 'product_code',
  savedAt: 'saved_at',
  lastField: 'last_field',
})
const MOST_DRAFTS = 500
const placeOf = (draftId: string) => ({ table: 'draft', column: 'sealed', row: draftId })

const toDraft = (vault: Vault, row: { sealed: Uint8Array }): Draft => {
  const plain = columns.read(row)
  return { ...plain, body: openJson(vault, placeOf(plain.draftId), row.sealed, trusted<Draft['body']>) }
}

/** The person's own draft of a case. */
export async function findDraft(reader: Reader, vault: Vault, caseId: CaseId, staffId: StaffId): Promise<Draft | null> {
  const row = await reader.get<{ sealed: Uint8Array }>(`SELECT ${columns.list}, sealed FROM draft WHERE case_id = ? AND staff_id = ?`, [caseId, staffId])
  return row ? toDraft(vault, row) : null
}

/** The newest draft of each case still in draft, newest first; the forms stay sealed. */
export async function draftsOfOpenCases(reader: Reader): Promise<(DraftColumns & { readonly caseId: CaseId })[]> {
  const list = columns.list.replace(/\w+/g, 'd.$&')
  const rows = await reader.all(
    `SELECT ${list} FROM draft d JOIN loan_case c ON c.id = d.case_id
      WHERE c.state = 'DRAFT' AND d.saved_at = (SELECT max(saved_at) FROM draft WHERE case_id = d.case_id) ORDER BY d.saved_at DESC, c.serial DESC LIMIT ?`,
    [MOST_DRAFTS],
  )
  return rows.map((row) => columns.read(row)).flatMap((draft) => (draft.caseId ? [{ ...draft, caseId: draft.caseId }] : []))
}

/** The newest draft of a case, whoever typed it. */
export async function latestDraft(reader: Reader, vault: Vault, caseId: CaseId): Promise<Draft | null> {
  const row = await reader.get<{ sealed: Uint8Array }>(`SELECT ${columns.list}, sealed FROM draft WHERE case_id = ? ORDER BY saved_at DESC, id LIMIT 1`, [
    caseId,
  ])
  return row ? toDraft(vault, row) : null
}

export const drafts = (tx: Writer, vault: Vault) => ({
  /** Saves under the draft's id, or over the person's earlier draft of the same case. */
  save: async (draft: Draft): Promise<void> => {
    if (draft.caseId !== null) await tx.run('DELETE FROM draft WHERE case_id = ? AND staff_id = ?', [draft.caseId, draft.staffId])
    await tx.run('DELETE FROM draft WHERE id = ?', [draft.draftId])
    await tx.run(`INSERT INTO draft (${columns.list}, sealed) VALUES (${columns.marks}, ?)`, [
      ...columns.params(draft),
      sealJson(vault, placeOf(draft.draftId), draft.body),
    ])
  },
  /** Drops every draft of a case, once it is submitted or withdrawn. */
  removeOfCase: async (caseId: CaseId): Promise<void> => {
    await tx.run('DELETE FROM draft WHERE case_id = ?', [caseId])
  },
})
