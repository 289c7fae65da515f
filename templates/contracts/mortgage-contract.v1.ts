import type { Content } from 'pdfmake/interfaces.js'
import type { TermsParty } from '../../core/contract/terms-security.ts'
import type { ContractView } from '../../core/contract/view-contract.ts'
import { clauses, heading, paperTitle, prose, subtitle } from '../layout/clauses.ts'
import { HOUSE_USE_WORDS, OWNERSHIP_WORDS } from '../layout/loan-words.ts'
import { framed, type PaperDefinition } from '../layout/page-frame.ts'
import { bankSigner, lenderRows, personRows, personSigner } from '../layout/parties.ts'
import { confirmation, signatures } from '../layout/signatures.ts'
import type { PageStamp } from '../layout/stamp.ts'
import { facts, type Pair } from '../layout/tables.ts'
import { orStruck, yesNo } from '../layout/words.ts'
import { mortgageDutyClauses } from './mortgage-duty-clauses.v1.ts'
import { mortgageRightClauses } from './mortgage-right-clauses.v1.ts'
import { type MortgageView, mortgageView } from './mortgage-view.v1.ts'

const TITLE = '抵押合同'

/** Everyone whose consent the mortgage needs: owner, co-owners, and a spouse who is not among them. */
const mortgagors = ({ borrower, coOwners, spouse }: MortgageView): { role: string; person: TermsParty }[] => [
  { role: '抵押人（乙方）', person: borrower },
  ...coOwners.map((person, index) => ({ role: coOwners.length > 1 ? `抵押人（共有人${index + 1}）` : '抵押人（共有人）', person })),
  ...(spouse && !coOwners.some(({ idNumber }) => idNumber === spouse.idNumber) ? [{ role: '抵押人配偶', person: spouse }] : []),
]

const houseRows = ({ house, coOwners, borrower }: MortgageView): Pair[] => [
  ['财产名称', '不动产（房屋所有权及相应的建设用地使用权）'],
  ['权属证书编号', house.titleNo],
  ['不动产单元号', orStruck(house.unitNo)],
  ['坐落', house.address],
  ['建筑面积／用途', `${house.area} 平方米／${HOUSE_USE_WORDS[house.use]}`],
  ['共有情况', `${OWNERSHIP_WORDS[house.ownership]}（${[borrower, ...coOwners].map(({ name }) => name).join('、')}）`],
  ['评估价值', `人民币￥${house.appraised.figures}元`],
  ['担保的主债权数额', `人民币￥${house.secured.figures}元（大写：${house.secured.uppercase}）`],
  ['在先抵押债权', house.priorDebtFen === 0 ? '无' : `人民币￥${house.priorDebt.figures}元`],
  ['是否出租', yesNo(house.leased)],
]

/** Longer than this the list may not be kept on one page. */
const KEEP_WHOLE_CHARACTERS = 600

const houseList = (view: MortgageView): Content => {
  const rows = houseRows(view)
  return { unbreakable: rows.flat().join('').length <= KEEP_WHOLE_CHARACTERS, stack: [heading('附件：抵押财产清单'), facts(rows, 128)] }
}

/** The mortgage contract: debt, term, property and scope (Civil Code 400) with the clauses of domain 4.8. */
export function mortgageContract(contract: ContractView, stamp: PageStamp): PaperDefinition {
  const view = mortgageView(contract)
  const people = mortgagors(view)
  const content: Content[] = [
    paperTitle(TITLE),
    subtitle(`合同编号：${view.mortgageNo}　　主合同编号：${view.contractNo}`),
    facts([...lenderRows('抵押权人（甲方）', view), ...people.flatMap(({ role, person }) => personRows(role, person))], 128),
    prose(
      `为担保甲方债权的实现，乙方自愿以其有权处分的财产为${view.borrower.name}在主合同项下的债务提供抵押担保。双方根据《中华人民共和国民法典》等法律、法规，经协商一致，订立本合同。`,
    ),
    prose('提示：本合同以加粗字体标示的条款与乙方有重大利害关系，请乙方仔细阅读，在充分理解后签署。', true),
    ...clauses([...mortgageRightClauses(view), ...mortgageDutyClauses(view)]),
    houseList(view),
    confirmation('甲方', '乙方', '本人已阅读并理解上述全部条款，特别是加粗条款的含义和法律后果。'),
    ...signatures(
      [bankSigner('甲方（抵押权人）', view), ...people.map(({ role, person }) => personSigner(role, person, view))],
      [heading('（以下为签署页）'), prose('双方确认：全体共有人同意以本合同附件所列财产设立抵押，本合同的空白栏目均已填写或者划去。')],
    ),
  ]
  return framed(TITLE, stamp, content)
}
