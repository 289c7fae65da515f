import { type AgreedTerms, PLAIN_TERMS } from '../../core/contract/agreed-terms.ts'
import type { ApprovedTerms } from '../../core/contract/approved-terms.ts'
import type { DateOnly, Instant } from '../../core/kernel/calendar.ts'
import type { Fen } from '../../core/kernel/fen.ts'
import type { CaseId, Sha256, StaffId } from '../../core/kernel/ids.ts'
import type { Rate } from '../../core/kernel/rate.ts'
import type { Price } from '../../core/scoring/price.ts'
import { mapping } from '../columns.ts'
import { openJson, sealJson, trusted } from '../sealing.ts'
import type { Reader, Writer } from '../sql.ts'
import type { Vault } from '../vault.ts'

interface DecisionColumns {
  readonly caseId: CaseId
  readonly rev: number
  /** The approval number; null where none was issued. */
  readonly decisionNo: string | null
  readonly outcome: 'APPROVED' | 'REJECTED' | 'ESCALATED' | 'RETURNED'
  /** Null when head office decided. */
  readonly decidedBy: StaffId | null
  readonly decidedAt: Instant
  readonly decidedOn: DateOnly
  /** The terms; all set for APPROVED. */
  readonly amountFen: Fen | null
  readonly annualRate: Rate | null
  readonly bp: number | null
  readonly tenorMonths: number | null
  readonly validUntil: DateOnly | null
  /** The seal of `terms`. */
  readonly termsSha256: Sha256 | null
}
interface DecisionText {
  readonly conditions: readonly string[]
  readonly reason: string
  readonly rejectionCodes: readonly string[]
  readonly price: Price | null
  /** What the approver added to amount, rate and conditions. */
  readonly agreed: AgreedTerms
  /** What the approval signs; null for other outcomes, and for approvals given before there was a seal. */
  readonly terms: ApprovedTerms | null
}
/** A decision on a case; never changed once taken. */
export interface DecisionRecord extends DecisionColumns, DecisionText {}

const columns = mapping<DecisionColumns>({
  caseId: 'case_id',
  rev: 'rev',
  decisionNo: 'decision_no',
  outcome: 'outcome',
  decidedBy: 'decided_by',
  decidedAt: 'decided_at',
  decidedOn: 'decided_on',
  amountFen: 'amount_fen',
  annualRate: 'annual_rate',
  bp: 'bp',
  tenorMonths: 'tenor_months',
  validUntil: 'valid_until',
  termsSha256: 'terms_sha256',
})
const placeOf = ({ caseId, rev }: Pick<DecisionRecord, 'caseId' | 'rev'>) => ({ table: 'decision', column: 'sealed', row: `${caseId}.${rev}` })

/** Decisions taken before approvals were sealed hold no terms, earlier ones add nothing of their own. */
const decisionText = (value: unknown): DecisionText => ({
  terms: null,
  agreed: PLAIN_TERMS,
  ...trusted<Omit<DecisionText, 'terms' | 'agreed'> & Partial<Pick<DecisionText, 'terms' | 'agreed'>>>(value),
})

/** Every decision, oldest first. */
export async function decisionsOfCase(reader: Reader, vault: Vault, caseId: CaseId): Promise<DecisionRecord[]> {
  const rows = await reader.all<{ sealed: Uint8Array }>(`SELECT ${columns.list}, sealed FROM decision WHERE case_id = ? ORDER BY rev`, [caseId])
  return rows.map((row) => {
    const plain = columns.read(row)
    return { ...plain, ...openJson(vault, placeOf(plain), row.sealed, decisionText) }
  })
}

/** The decision that counts, or null. */
export const latestDecision = async (reader: Reader, vault: Vault, caseId: CaseId): Promise<DecisionRecord | null> =>
  (await decisionsOfCase(reader, vault, caseId)).at(-1) ?? null

export const decisions = (tx: Writer, vault: Vault) => ({
  insert: async (decision: DecisionRecord): Promise<void> => {
    const { conditions, reason, rejectionCodes, price, agreed, terms } = decision
    await tx.run(`INSERT INTO decision (${columns.list}, sealed) VALUES (${columns.marks}, ?)`, [
      ...columns.params(decision),
      sealJson(vault, placeOf(decision), { conditions, reason, rejectionCodes, price, agreed, terms }),
    ])
  },
})
