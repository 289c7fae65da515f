import type { PageIdentity } from '../kernel/page-code.ts'
import { PAPER_CODES } from './paper-kinds.ts'
import type { PaperMark, ReturnedPage } from './scan-back.ts'
import { SIGNED_KINDS } from './signed-set.ts'

/** A page as it came from the scanner, before it is known whether it is one of the signed contracts'. */
export interface PileSheet extends ReturnedPage {
  /** Filed with the contracts, by its code or by hand; else it waits in the tray. */
  readonly filed: boolean
  /** The pile it was put in with. */
  readonly pile: string
}

const SIGNED_CODES: ReadonlySet<string> = new Set(SIGNED_KINDS.map((kind) => PAPER_CODES[kind]))
const ofContract = ({ identity }: PileSheet): PageIdentity | null => (identity !== null && SIGNED_CODES.has(identity.kind) ? identity : null)

/** Whether a contract has pages left to lie here: after its page i of n so many as follow, before it so many as precede. */
function mayBePageOf(pile: readonly PileSheet[], at: number): boolean {
  for (const step of [-1, 1]) {
    for (let n = at + step; pile[n]; n += step) {
      const contract = ofContract(pile[n] as PileSheet)
      if (contract === null) continue
      if (Math.abs(n - at) <= (step < 0 ? contract.pages - contract.page : contract.page - 1)) return true
      break
    }
  }
  return false
}

/**
 * The pages that are held against the signed contracts: what was filed with them, pages of any contract in the tray, and whatever else
 * lies where a contract's page may lie. The customer's own other papers (schedule, consents, copies of his documents) are in nobody's way.
 * @param sheets in the order of the scanner @param own what was printed for this case
 * @example signedPile(sheets, own).map(({ pageId }) => pageId)
 */
export function signedPile<S extends PileSheet>(sheets: readonly S[], own: readonly PaperMark[]): S[] {
  const isOwn = ({ kind, number }: PaperMark): boolean => own.some((paper) => paper.kind === kind && paper.number === number)
  const piles = Map.groupBy(sheets, ({ pile }) => pile)
  return sheets.filter((sheet) => {
    const { identity, filed, pile } = sheet
    if (ofContract(sheet)) return true
    if (identity !== null && isOwn(identity)) return false
    const beside = piles.get(pile) ?? []
    return filed || mayBePageOf(beside, beside.indexOf(sheet))
  })
}
