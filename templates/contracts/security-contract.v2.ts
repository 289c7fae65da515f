import type { Content } from 'pdfmake/interfaces.js'
import type { PlacedArticle } from '../../core/contract/clause-book.ts'
import type { ContractView } from '../../core/contract/view-contract.ts'
import { heading, paperTitle, placedClauses, prose, subtitle } from '../layout/clauses.ts'
import { framed, type PaperDefinition } from '../layout/page-frame.ts'
import { bankSigner, lenderRows } from '../layout/parties.ts'
import { confirmation, signatures } from '../layout/signatures.ts'
import type { PageStamp } from '../layout/stamp.ts'
import { facts, type Pair } from '../layout/tables.ts'
import { partyRows, partySigner, type SigningParty } from './signing-parties.ts'

/** What one kind of security contract adds to the common frame. */
export interface SecurityFrame {
  readonly title: string
  readonly number: string
  /** What the bank is called: 抵押权人, 质权人, 债权人. */
  readonly bankRole: string
  readonly parties: readonly SigningParty[]
  readonly preamble: string
  /** The list of the property, where there is one. */
  readonly list: { readonly title: string; readonly rows: readonly Pair[] } | null
  readonly closing: string
}

/** Longer than this a list may not be kept on one page. */
const KEEP_WHOLE_CHARACTERS = 600

const listOf = ({ title, rows }: NonNullable<SecurityFrame['list']>): Content => ({
  unbreakable: rows.flat().join('').length <= KEEP_WHOLE_CHARACTERS,
  stack: [heading(title), facts(rows, 128)],
})

/** A contract of security: debt, term, property and scope (Civil Code 400, 427, 684) with the clauses of domain 4.8. */
export function securityContract(frame: SecurityFrame, view: ContractView, articles: readonly PlacedArticle[], stamp: PageStamp): PaperDefinition {
  const { title, parties, list } = frame
  return framed(title, stamp, [
    paperTitle(title),
    subtitle(`合同编号：${frame.number}　　主合同编号：${view.contractNo}`),
    facts([...lenderRows(`${frame.bankRole}（甲方）`, view), ...parties.flatMap(partyRows)], 128),
    prose(frame.preamble),
    prose('提示：本合同以加粗字体标示的条款与乙方有重大利害关系，请乙方仔细阅读，在充分理解后签署。', true),
    ...placedClauses(articles),
    ...(list ? [listOf(list)] : []),
    ...signatures(
      [bankSigner(`甲方（${frame.bankRole}）`, view), ...parties.map((party) => partySigner(party, view))],
      [heading('（以下为签署页）'), prose(frame.closing)],
      [confirmation('甲方', '乙方', '本人已阅读并理解上述全部条款，特别是加粗条款的含义和法律后果。', { company: parties[0]?.company !== undefined })],
    ),
  ])
}
