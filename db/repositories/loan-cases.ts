import type { CaseId } from '../../core/kernel/ids.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { bulkInsert } from '../bulk-insert.ts'
import { forIndex } from '../sealing.ts'
import type { Reader, Writer } from '../sql.ts'
import type { Vault } from '../vault.ts'
import { loanCaseColumns as columns } from './loan-case-record.ts'
import { type LoanCaseRecord, openApplicant, openApplication, otherPeople, SEALED_NAMES, type SealedColumns, sealedParams } from './loan-case-sealed.ts'

/** The case as it stands. @example const found = await findCase(reader, vault, caseId) */
export async function findCase(reader: Reader, vault: Vault, caseId: CaseId): Promise<LoanCaseRecord | null> {
  const row = await reader.get<SealedColumns>(`SELECT ${columns.list}, sealed_applicant, sealed_application FROM loan_case WHERE id = ?`, [caseId])
  if (!row) return null
  const application = openApplication(vault, caseId, row.sealed_application)
  return { ...columns.read(row), applicant: openApplicant(vault, caseId, row.sealed_applicant), application }
}

async function indexOthers(tx: Writer, vault: Vault, record: LoanCaseRecord): Promise<void> {
  await tx.run('DELETE FROM case_party_index WHERE case_id = ?', [record.caseId])
  if (!record.application) return
  const rows = otherPeople(record.application).map(({ role, idNumber, phone }) => [
    record.caseId,
    role,
    vault.blindIndex('ID', forIndex(idNumber)),
    vault.blindIndex('PHONE', forIndex(phone)),
  ])
  await bulkInsert(tx, 'case_party_index', ['case_id', 'role', 'id_index', 'phone_index'], rows)
}

async function stale(tx: Reader, caseId: CaseId): Promise<Result<never>> {
  const now = await tx.get<{ version: number; updated_at: string; name: string; staff_no: string }>(
    'SELECT c.version, c.updated_at, s.name, s.staff_no FROM loan_case c JOIN staff s ON s.id = c.updated_by WHERE c.id = ?',
    [caseId],
  )
  if (!now) return refuse('CASE_NOT_FOUND')
  return refuse('STALE_VERSION', { version: now.version, changedBy: now.name, changedByNo: now.staff_no, changedAt: now.updated_at })
}

/** Cases within one transaction. Searching and listing: `case-list.ts`, `case-duplicates.ts`. */
export const loanCases = (tx: Writer, vault: Vault) => ({
  /** @returns CASE_NOT_FOUND */
  get: async (caseId: CaseId): Promise<Result<LoanCaseRecord>> => {
    const found = await findCase(tx, vault, caseId)
    return found ? ok(found) : refuse('CASE_NOT_FOUND')
  },

  /** A new case: a DRAFT of version 1, or the database refuses it. */
  insert: async (record: LoanCaseRecord): Promise<void> => {
    await tx.run(`INSERT INTO loan_case (${columns.list}, ${SEALED_NAMES.join(', ')}) VALUES (${columns.marks}, ${SEALED_NAMES.map(() => '?').join(', ')})`, [
      ...columns.params(record),
      ...sealedParams(vault, record),
    ])
    await indexOthers(tx, vault, record)
  },

  /**
   * Saves the case over the version it was read at; `record.version` is `expectedVersion + 1`.
   * @returns STALE_VERSION with `version`, `changedBy`, `changedByNo`, `changedAt`; CASE_NOT_FOUND
   * @throws the driver's constraint error for an illegal transition or one person on both sides: our bug
   */
  update: async (record: LoanCaseRecord, expectedVersion: number): Promise<Result<LoanCaseRecord>> => {
    const sealed = SEALED_NAMES.map((name) => `${name} = ?`).join(', ')
    const changed = await tx.run(`UPDATE loan_case SET ${columns.assignments}, ${sealed} WHERE id = ? AND version = ?`, [
      ...columns.params(record),
      ...sealedParams(vault, record),
      record.caseId,
      expectedVersion,
    ])
    if (changed === 0) return stale(tx, record.caseId)
    await indexOthers(tx, vault, record)
    return ok(record)
  },
})
