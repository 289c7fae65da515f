import { type Clause, important } from '../layout/clauses.ts'
import { orStruck, zhDate } from '../layout/words.ts'
import { loanContractTitle } from './loan-contract.v1.ts'
import type { MortgageView } from './mortgage-view.v1.ts'

const priorDebt = ({ house }: MortgageView): string =>
  house.priorDebtFen === 0
    ? '抵押财产在本合同签订时未设立其他抵押权。'
    : `抵押财产上已登记的在先债权余额为人民币${house.priorDebt.figures}元，乙方对此已向甲方如实披露。`

/** What is secured, by what, and how the right arises (Civil Code 394–402). */
export function mortgageRightClauses(view: MortgageView): Clause[] {
  const { loan, house } = view
  return [
    {
      title: '被担保的主债权',
      paragraphs: [
        `本合同担保的主债权为甲方与债务人${view.borrower.name}签订的编号为${view.contractNo}的《${loanContractTitle(view)}》（以下简称“主合同”）项下的全部债权，种类为人民币借款，主债权数额为人民币${house.secured.figures}元（大写：${house.secured.uppercase}）。`,
        `债务人履行债务的期限为${loan.tenorMonths}个月，自${zhDate(loan.valueDate)}起至${zhDate(loan.maturityOn)}止；主合同约定借款实际发放日另定或者债务提前到期的，以主合同约定为准。`,
      ],
    },
    {
      title: '抵押担保的范围',
      paragraphs: [
        important(
          '抵押担保的范围包括主债权本金及其利息、罚息、复利、违约金、损害赔偿金、保管抵押财产的费用以及实现债权和抵押权的费用（包括诉讼费、仲裁费、保全费、评估费、拍卖费、执行费、律师费等合理费用）。',
        ),
        '登记簿就担保范围的记载与本合同约定不一致的，双方应当及时申请更正；主债权数额以登记簿记载为准，不影响前款约定的利息、费用等从债权依法受偿。',
      ],
    },
    {
      title: '抵押财产',
      paragraphs: [
        `乙方以《抵押财产清单》所列不动产（权属证书编号：${house.titleNo}；不动产单元号：${orStruck(house.unitNo)}；坐落：${house.address}；建筑面积：${house.area}平方米）向甲方提供抵押担保。`,
        `抵押财产的评估价值为人民币${house.appraised.figures}元（大写：${house.appraised.uppercase}）。该价值仅为签约时的参考，不作为实现抵押权时的处分价格。`,
        '抵押权的效力及于抵押财产的从物、从权利、附合物、添附物；抵押财产毁损、灭失或者被征收等获得的保险金、赔偿金、补偿金，甲方有权优先受偿（《中华人民共和国民法典》第三百九十条）。房屋抵押的，该房屋占用范围内的建设用地使用权一并抵押。',
        priorDebt(view),
      ],
    },
    {
      title: '乙方的陈述与保证',
      paragraphs: [
        '乙方是抵押财产的合法所有权人，对抵押财产享有完整的处分权；抵押财产不属于《中华人民共和国民法典》第三百九十九条规定的不得抵押的财产，不存在权属争议、查封、扣押、监管，也未设立居住权。',
        house.ownership === 'SOLE'
          ? '抵押财产为乙方单独所有，不存在其他共有人。'
          : '抵押财产为共有财产，全体共有人均已知悉并同意以抵押财产设立抵押，并在本合同上签名。',
        house.leased ? '抵押财产在抵押权设立前已经出租并转移占有，乙方已向甲方如实告知租赁情况并交付租赁合同复印件。' : '抵押财产在本合同签订时未出租。',
      ],
    },
    {
      title: '抵押登记',
      paragraphs: [
        '抵押权自登记时设立（《中华人民共和国民法典》第四百零二条）。双方应当自本合同签订之日起五个工作日内，共同向抵押财产所在地的不动产登记机构申请办理抵押首次登记；乙方应当提供登记所需的全部材料。',
        '登记费用由甲方承担；法律、法规另有规定的，从其规定。不动产登记证明由甲方保管。',
        '登记事项发生变化、依法需要办理变更登记的，乙方应当自变化之日起十个工作日内配合甲方办理。',
        '主债权消灭、抵押权实现或者甲方放弃抵押权的，甲方应当自乙方申请之日起五个工作日内出具材料，配合办理抵押权注销登记。',
      ],
    },
    {
      title: '禁止转让的约定',
      paragraphs: [
        important(
          '抵押期间，未经甲方书面同意，乙方不得转让抵押财产，双方约定将“禁止转让”一并申请记载于不动产登记簿（《中华人民共和国民法典》第四百零六条）。乙方经甲方同意转让的，转让所得价款应当向甲方提前清偿债务或者提存。',
        ),
        '抵押财产转让的，抵押权不受影响。',
      ],
    },
    {
      title: '租赁与居住权',
      paragraphs: [
        '抵押权设立前，抵押财产已经出租并转移占有的，原租赁关系不受该抵押权的影响（《中华人民共和国民法典》第四百零五条）。',
        important(
          '抵押期间，乙方出租抵押财产、设立居住权或者以其他方式设定负担的，应当事先取得甲方书面同意，并将抵押情况书面告知承租人；未经同意的，不得对抗已经登记的抵押权。',
        ),
      ],
    },
  ]
}
