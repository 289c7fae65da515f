import { debtorOf, holders, nameOf, type Owner, ownersOf } from '../../core/contract/owners.ts'
import { hasRegistered, type PaperSecurity } from '../../core/contract/paper-security.ts'
import type { ContractView } from '../../core/contract/view-contract.ts'
import { paperAmount } from '../../core/contract/view-values.ts'
import type { Fen } from '../../core/kernel/fen.ts'
import { houseTitle, PLEDGE_OBLIGOR, securityTitle } from '../layout/contract-words.ts'
import { HOUSE_USE_WORDS, OWNERSHIP_WORDS } from '../layout/loan-words.ts'
import { orStruck, yesNo, zhDate } from '../layout/words.ts'
import type { SecurityFrame } from './security-contract.v2.ts'
import { ownerParties } from './signing-parties.ts'

/** The debt that a contract speaks of first: the loan's, or under a maximum every debt of a time, of which the loan's is one. */
const debtOf = ({ maximum }: ContractView): string =>
  maximum ? `在${zhDate(maximum.from)}至${zhDate(maximum.to)}期间连续发生的全部债务（包括主合同项下的债务）提供最高额担保` : '在主合同项下的债务提供担保'
const preamble = (view: ContractView, gives: string): string =>
  `为担保甲方债权的实现，乙方自愿${gives}${nameOf(debtorOf(view))}${debtOf(view)}。双方根据《中华人民共和国民法典》等法律、法规，经协商一致，订立本合同。`
const STRUCK = '本合同的空白栏目均已填写或者划去。'
const money = ({ figures, uppercase }: { figures: string; uppercase: string }): string => `￥${figures}（大写：${uppercase}）`
/** What is secured: the debt of this loan, or every debt up to the ceiling, of which this loan's is one (Civil Code 420). */
const securedRows = ({ maximum }: ContractView, secured: Parameters<typeof money>[0]): [string, string][] =>
  maximum
    ? [
        ['最高债权额／债权确定期间', `${money(paperAmount(maximum.ceilingFen))}；${zhDate(maximum.from)}至${zhDate(maximum.to)}`],
        ['其中本笔借款数额', money(secured)],
      ]
    : [['担保的主债权数额', money(secured)]]

/** What others are owed that goes before the lender: the survey's figure. */
const before = (priorDebtFen: Fen): string => (priorDebtFen === 0 ? '无' : `￥${paperAmount(priorDebtFen).figures}`)

const held = (ownership: keyof typeof OWNERSHIP_WORDS, owners: readonly Owner[]): string => `${OWNERSHIP_WORDS[ownership]}（${holders(owners).join('、')}）`

/** Who agrees that a thing is mortgaged: co-owners only where there are any, and a spouse who consents. */
function agreeing(ownership: keyof typeof OWNERSHIP_WORDS, owners: readonly Owner[]): string {
  const spouse = owners.some(({ part }) => part === 'SPOUSE')
  if (ownership === 'SOLE') return spouse ? '乙方及乙方配偶' : '乙方'
  return spouse ? '全体共有人及乙方配偶' : '全体共有人'
}

/** The house of a loan. @throws RangeError when the terms name no house or no mortgage number */
export function houseFrame(view: ContractView): SecurityFrame {
  const { house, mortgageNo } = view
  if (!house || !mortgageNo) throw new RangeError('no mortgage contract without a house and a mortgage number')
  const owners = ownersOf(view, 'HOUSE')
  return {
    title: houseTitle(view),
    number: mortgageNo,
    bankRole: '抵押权人',
    parties: ownerParties('抵押人', '（乙方）', owners),
    preamble: preamble(view, '以其有权处分的财产为'),
    list: {
      title: '附件：抵押财产清单',
      rows: [
        ['财产名称', '不动产（房屋所有权及相应的建设用地使用权）'],
        ['权属证书编号', house.titleNo],
        ['不动产单元号', orStruck(house.unitNo)],
        ['坐落', house.address],
        ['建筑面积／用途', `${house.area} 平方米／${HOUSE_USE_WORDS[house.use]}`],
        ['共有情况', held(house.ownership, owners)],
        ['评估价值', `￥${house.appraised.figures}`],
        ...securedRows(view, house.secured),
        ['在先抵押债权', before(house.priorDebtFen)],
        ['是否出租', yesNo(house.leased)],
      ],
    },
    closing: `双方确认：${agreeing(house.ownership, owners)}同意以本合同附件所列财产设立抵押，${STRUCK}`,
  }
}

function vehicleFrame(vehicle: Extract<PaperSecurity, { kind: 'VEHICLE' }>, view: ContractView): SecurityFrame {
  const owners = ownersOf(view, 'VEHICLE')
  return {
    title: securityTitle(vehicle, view),
    number: vehicle.contractNo,
    bankRole: '抵押权人',
    parties: ownerParties('抵押人', '（乙方）', owners),
    preamble: preamble(view, '以其有权处分的机动车为'),
    list: {
      title: '附件：抵押财产清单',
      rows: [
        ['财产名称', '机动车'],
        ['号牌号码', vehicle.plate],
        ['车辆识别代号', vehicle.vin],
        ['登记证书编号', vehicle.certificateNo],
        ['厂牌型号／初次登记日期', `${vehicle.model}／${zhDate(vehicle.firstRegisteredOn)}`],
        ['共有情况', held(vehicle.ownership, owners)],
        ['评估价值', `￥${paperAmount(vehicle.appraisedFen).figures}`],
        ...securedRows(view, paperAmount(vehicle.securedFen)),
        ['在先担保债权', before(vehicle.priorDebtFen)],
      ],
    },
    closing: `双方确认：${agreeing(vehicle.ownership, owners)}同意以本合同附件所列车辆设立抵押，${STRUCK}`,
  }
}

function pledgeFrame(pledge: Extract<PaperSecurity, { kind: 'PLEDGE' }>, view: ContractView): SecurityFrame {
  return {
    title: securityTitle(pledge, view),
    number: pledge.contractNo,
    bankRole: '质权人',
    parties: ownerParties('出质人', '（乙方）', ownersOf(view, 'PLEDGE')),
    preamble: preamble(view, '以其有权处分的财产或者权利为'),
    list: {
      title: '附件：质押财产清单',
      rows: [
        ['质押财产', pledge.description],
        ['凭证或者权利编号', pledge.documentNo],
        [PLEDGE_OBLIGOR[pledge.what], pledge.obligor],
        ['到期日', pledge.maturesOn ? zhDate(pledge.maturesOn) : orStruck(null)],
        ['评估价值', `￥${paperAmount(pledge.appraisedFen).figures}`],
        ...securedRows(view, paperAmount(pledge.securedFen)),
        ['在先担保债权', before(pledge.priorDebtFen)],
      ],
    },
    closing: `双方确认：乙方将按本合同约定${hasRegistered(view) ? '配合办理出质登记' : '交付质押财产'}，${STRUCK}`,
  }
}

function guaranteeFrame(guarantee: Extract<PaperSecurity, { kind: 'GUARANTOR' | 'COMPANY' }>, view: ContractView): SecurityFrame {
  const parties =
    guarantee.kind === 'COMPANY'
      ? [{ role: '保证人（乙方）', person: guarantee.company.legalRepresentative, company: guarantee.company }]
      : [{ role: '保证人（乙方）', person: guarantee.person }, ...(guarantee.spouse ? [{ role: '保证人配偶', person: guarantee.spouse }] : [])]
  const title = securityTitle(guarantee, view)
  return {
    title,
    number: guarantee.contractNo,
    bankRole: '债权人',
    parties,
    preamble: preamble(view, '以连带责任保证的方式为'),
    list: null,
    closing: `双方确认：乙方已了解主合同的全部内容，${STRUCK}`,
  }
}

/** What the contract of a security adds to the common frame. */
export function securityFrame(security: PaperSecurity, view: ContractView): SecurityFrame {
  if (security.kind === 'VEHICLE') return vehicleFrame(security, view)
  return security.kind === 'PLEDGE' ? pledgeFrame(security, view) : guaranteeFrame(security, view)
}
