import type { Waiver } from '../../core/completeness/waiver.ts'
import type { Instant } from '../../core/kernel/calendar.ts'
import type { CaseId } from '../../core/kernel/ids.ts'
import { mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'
import type { Vault } from '../vault.ts'

/** A waiver as granted in a case; a later one for the same item and person takes its place. */
export interface WaiverRecord extends Waiver {
  readonly caseId: CaseId
  readonly grantedAt: Instant
}

const columns = mapping<Omit<WaiverRecord, 'reason'>>({
  caseId: 'case_id',
  itemId: 'item_id',
  party: 'party',
  askedBy: 'asked_by',
  grantedBy: 'granted_by',
  grantedAt: 'granted_at',
  expiresOn: 'expires_on',
})
const placeOf = ({ caseId, itemId, party }: Pick<WaiverRecord, 'caseId' | 'itemId' | 'party'>) => ({
  table: 'waiver',
  column: 'sealed_reason',
  row: `${caseId}.${itemId}.${party}`,
})

export async function waiversOfCase(reader: Reader, vault: Vault, caseId: CaseId): Promise<WaiverRecord[]> {
  const rows = await reader.all<{ sealed_reason: Uint8Array }>(`SELECT ${columns.list}, sealed_reason FROM waiver WHERE case_id = ? ORDER BY item_id, party`, [
    caseId,
  ])
  return rows.map((row) => {
    const plain = columns.read(row)
    return { ...plain, reason: vault.open(placeOf(plain), row.sealed_reason) }
  })
}

export const waivers = (tx: Writer, vault: Vault) => ({
  grant: async (waiver: WaiverRecord): Promise<void> => {
    await tx.run('DELETE FROM waiver WHERE case_id = ? AND item_id = ? AND party = ?', [waiver.caseId, waiver.itemId, waiver.party])
    await tx.run(`INSERT INTO waiver (${columns.list}, sealed_reason) VALUES (${columns.marks}, ?)`, [
      ...columns.params(waiver),
      vault.seal(placeOf(waiver), waiver.reason),
    ])
  },
})
