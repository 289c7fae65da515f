import type { DayCounts } from '../../core/people/business-day.ts'
import type { Reader } from '../sql.ts'

/** The first is prepared for payment and not released; the second waits for its second person. */
const SQL = `SELECT
  (SELECT count(*) FROM disbursement d JOIN loan_case c ON c.id = d.case_id WHERE d.released_at IS NULL AND c.state = 'READY') AS unpostedDisbursements,
  (SELECT count(*) FROM survey s JOIN loan_case c ON c.id = s.case_id WHERE s.confirmed_at IS NULL AND c.state = 'SURVEY'
    AND s.rev = (SELECT max(rev) FROM survey WHERE case_id = s.case_id))
  + (SELECT count(*) FROM registration r JOIN loan_case c ON c.id = r.case_id WHERE r.maker IS NOT NULL AND r.checker IS NULL AND c.state = 'COLLATERAL')
  + (SELECT count(*) FROM batch WHERE state = 'DRAFT') AS uncheckedMakerItems,
  (SELECT count(*) FROM batch WHERE state = 'SEALED') AS sealedUnsentBatches`

/**
 * What blocks closing the day, from the rows. Vault slips come with the vault; `backupMade` is the caller's to know.
 * @example closeDay(day, await countForClosing(reader, { backupMade: true }))
 */
export async function countForClosing(reader: Reader, facts: { readonly backupMade: boolean }): Promise<DayCounts> {
  const counts = await reader.get<Pick<DayCounts, 'unpostedDisbursements' | 'uncheckedMakerItems' | 'sealedUnsentBatches'>>(SQL)
  if (!counts) throw new Error('no counts')
  return { ...counts, vaultItemsOut: 0, backupsMissing: facts.backupMade ? 0 : 1 }
}
