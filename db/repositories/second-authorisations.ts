import type { Instant } from '../../core/kernel/calendar.ts'
import type { CaseId, StaffId } from '../../core/kernel/ids.ts'
import { mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'

/** One person asked at a counter, another authorised there with a password of his own. */
export interface SecondAuthorisation {
  readonly authorisationId: string
  readonly caseId: CaseId
  readonly action: string
  readonly askedBy: StaffId
  readonly authorisedBy: StaffId
  readonly at: Instant
}

const columns = mapping<SecondAuthorisation>({
  authorisationId: 'id',
  caseId: 'case_id',
  action: 'action',
  askedBy: 'asked_by',
  authorisedBy: 'authorised_by',
  at: 'at',
})

export const authorisationsOfCase = async (reader: Reader, caseId: CaseId): Promise<SecondAuthorisation[]> =>
  (await reader.all(`SELECT ${columns.list} FROM second_authorisation WHERE case_id = ? ORDER BY at`, [caseId])).map(columns.read)

export const secondAuthorisations = (tx: Writer) => ({
  insert: async (authorisation: SecondAuthorisation): Promise<void> => {
    await tx.run(`INSERT INTO second_authorisation (${columns.list}) VALUES (${columns.marks})`, columns.params(authorisation))
  },
})
