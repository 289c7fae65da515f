import type { Instant } from '../../core/kernel/calendar.ts'
import type { CaseId, StaffId } from '../../core/kernel/ids.ts'
import { mapping } from '../columns.ts'
import { openJson, sealJson, trusted } from '../sealing.ts'
import type { Reader, Writer } from '../sql.ts'
import type { Vault } from '../vault.ts'

interface OpinionColumns {
  readonly caseId: CaseId
  readonly rev: number
  readonly reviewer: StaffId
  readonly outcome: 'AGREE' | 'CONDITIONAL' | 'RETURN' | 'REJECT'
  readonly givenAt: Instant
}
interface OpinionText {
  readonly note: string
  readonly rejectionCodes: readonly string[]
}
/** The reviewer's opinion (D704, part 1); never changed once given. */
export interface OpinionRecord extends OpinionColumns, OpinionText {}

const columns = mapping<OpinionColumns>({ caseId: 'case_id', rev: 'rev', reviewer: 'reviewer', outcome: 'outcome', givenAt: 'given_at' })
const placeOf = ({ caseId, rev }: Pick<OpinionRecord, 'caseId' | 'rev'>) => ({ table: 'opinion', column: 'sealed_note', row: `${caseId}.${rev}` })

/** Every opinion, oldest first. */
export async function opinionsOfCase(reader: Reader, vault: Vault, caseId: CaseId): Promise<OpinionRecord[]> {
  const rows = await reader.all<{ sealed_note: Uint8Array }>(`SELECT ${columns.list}, sealed_note FROM opinion WHERE case_id = ? ORDER BY rev`, [caseId])
  return rows.map((row) => {
    const plain = columns.read(row)
    return { ...plain, ...openJson(vault, placeOf(plain), row.sealed_note, trusted<OpinionText>) }
  })
}

export const opinions = (tx: Writer, vault: Vault) => ({
  insert: async (opinion: OpinionRecord): Promise<void> => {
    const { note, rejectionCodes } = opinion
    await tx.run(`INSERT INTO opinion (${columns.list}, sealed_note) VALUES (${columns.marks}, ?)`, [
      ...columns.params(opinion),
      sealJson(vault, placeOf(opinion), { note, rejectionCodes }),
    ])
  },
})
