import { ContractTerms } from '../../core/contract/terms.ts'
import type { DateOnly, Instant } from '../../core/kernel/calendar.ts'
import type { CaseId, Sha256, StaffId } from '../../core/kernel/ids.ts'
import { mapping } from '../columns.ts'
import { openJson, sealJson, trusted } from '../sealing.ts'
import type { Reader, Writer } from '../sql.ts'
import type { Vault } from '../vault.ts'

interface ContractColumns {
  readonly caseId: CaseId
  readonly rev: number
  readonly contractNo: string
  readonly mortgageNo: string | null
  readonly iouNo: string
  /** SHA-256 of `sealText(terms)`. */
  readonly termsSha256: Sha256
  readonly drawnUpBy: StaffId
  readonly drawnUpAt: Instant
  readonly disclosedAt: Instant | null
  readonly signedOn: DateOnly | null
  /** The seal keeper, another person than who drew it up. */
  readonly sealedBy: StaffId | null
  readonly witnessedBy: StaffId | null
}
/** The contract set of a case. Signed terms never change; a re-approved case gets a further revision with new numbers. */
export interface ContractRecord extends ContractColumns {
  readonly terms: ContractTerms
}

const columns = mapping<ContractColumns>({
  caseId: 'case_id',
  rev: 'rev',
  contractNo: 'contract_no',
  mortgageNo: 'mortgage_no',
  iouNo: 'iou_no',
  termsSha256: 'terms_sha256',
  drawnUpBy: 'drawn_up_by',
  drawnUpAt: 'drawn_up_at',
  disclosedAt: 'disclosed_at',
  signedOn: 'signed_on',
  sealedBy: 'sealed_by',
  witnessedBy: 'witnessed_by',
})
const placeOf = ({ caseId, rev }: Pick<ContractRecord, 'caseId' | 'rev'>) => ({ table: 'contract', column: 'sealed_terms', row: `${caseId}.${rev}` })

export interface FiledContract extends ContractRecord {
  /** The terms as they were written down, without fields that came to them later: what the seal was taken of. */
  readonly written: object
}

/** The contract that counts, or null. */
export async function latestContract(reader: Reader, vault: Vault, caseId: CaseId): Promise<FiledContract | null> {
  const row = await reader.get<{ sealed_terms: Uint8Array }>(`SELECT ${columns.list}, sealed_terms FROM contract WHERE case_id = ? ORDER BY rev DESC LIMIT 1`, [
    caseId,
  ])
  if (!row) return null
  const plain = columns.read(row)
  const written = openJson(vault, placeOf(plain), row.sealed_terms, trusted<object>)
  return { ...plain, terms: ContractTerms.parse(written), written }
}

export const contracts = (tx: Writer, vault: Vault) => ({
  insert: async (contract: ContractRecord): Promise<void> => {
    await tx.run(`INSERT INTO contract (${columns.list}, sealed_terms) VALUES (${columns.marks}, ?)`, [
      ...columns.params(contract),
      sealJson(vault, placeOf(contract), contract.terms),
    ])
  },
  sign: async (caseId: CaseId, rev: number, signed: { signedOn: DateOnly; sealedBy: StaffId; witnessedBy: StaffId | null }): Promise<void> => {
    await tx.run('UPDATE contract SET signed_on = ?, sealed_by = ?, witnessed_by = ? WHERE case_id = ? AND rev = ?', [
      signed.signedOn,
      signed.sealedBy,
      signed.witnessedBy,
      caseId,
      rev,
    ])
  },
})
