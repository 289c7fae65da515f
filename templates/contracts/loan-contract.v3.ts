import type { Content } from 'pdfmake/interfaces.js'
import type { PlacedArticle } from '../../core/contract/clause-book.ts'
import { costDisclosed } from '../../core/contract/clause-facts.ts'
import type { ContractView } from '../../core/contract/view-contract.ts'
import { heading, paperTitle, placedClauses, prose, subtitle } from '../layout/clauses.ts'
import { loanTitle, repaidIn, securityWords } from '../layout/contract-words.ts'
import { PAYMENT_WORDS } from '../layout/loan-words.ts'
import { framed, type PaperDefinition } from '../layout/page-frame.ts'
import { bankSigner, lenderRows, personRows, personSigner } from '../layout/parties.ts'
import { confirmation, signatures, toWrite } from '../layout/signatures.ts'
import type { PageStamp } from '../layout/stamp.ts'
import { facts, type Pair } from '../layout/tables.ts'
import { zhDate } from '../layout/words.ts'
import { borrowerParty, borrowerRows, partySigner } from './signing-parties.ts'

const elements = (view: ContractView): Pair[] => {
  const { loan } = view
  return [
    ['借款金额（小写）', `￥${loan.amount.figures}`],
    ['借款金额（大写）', loan.amount.uppercase],
    ['借款期限', `${loan.tenorMonths}个月，自${zhDate(loan.valueDate)}至${zhDate(loan.maturityOn)}`],
    ['借款用途', loan.purposeText],
    ['执行年利率', `${loan.annualRate}（单利，${loan.repriceRule ? '浮动利率' : '固定利率'}，LPR ${loan.bpSide === 'MINUS' ? '－' : '＋'} ${loan.bp} 个基点）`],
    ['罚息年利率', `逾期 ${loan.penaltyRate}；未按约定用途使用 ${loan.misuseRate}`],
    ['还款方式', `${repaidIn(view)}，${loan.instalments === '1' ? '' : '首个'}还款日 ${zhDate(loan.firstDueOn)}`],
    ['还款账户', loan.debitAccount],
    ['支付方式', PAYMENT_WORDS[loan.paymentMode]],
    ['担保方式', securityWords(view)],
  ]
}

/** The loan contract: every element of Civil Code 668 and liability for breach (Commercial Bank Law 37), as domain 4.8 lists. */
export function loanContract(view: ContractView, articles: readonly PlacedArticle[], stamp: PageStamp): PaperDefinition {
  const title = loanTitle(view)
  const { spouse } = view
  const content: Content[] = [
    paperTitle(title),
    subtitle(`合同编号：${view.contractNo}`),
    facts(
      [...lenderRows('贷款人（甲方）', view), ...borrowerRows('借款人（乙方）', view), ...(spouse ? personRows('乙方配偶（共同还款人）', spouse) : [])],
      128,
    ),
    prose(
      '甲、乙双方根据《中华人民共和国民法典》《中华人民共和国商业银行法》等法律、法规，遵循平等、自愿、公平和诚信的原则，经协商一致，订立本合同，以资共同遵守。',
    ),
    prose('提示：本合同以加粗字体标示的条款与乙方有重大利害关系，请乙方仔细阅读；对条款有疑问的，可以要求甲方说明，在充分理解后签署。', true),
    facts(elements(view), 128, [heading('借款要素表')]),
    ...placedClauses(articles),
    ...signatures(
      [
        bankSigner('甲方（贷款人）', view),
        partySigner(borrowerParty('乙方（借款人）', view), view),
        ...(spouse ? [personSigner('乙方配偶（共同还款人）', spouse, view)] : []),
      ],
      [
        heading('（以下为签署页）'),
        prose(`双方确认：${costDisclosed(view) ? '签署前，甲方已向乙方明示综合融资成本；' : ''}本合同的空白栏目均已填写或者划去。`),
        toWrite('签署地点（签署时填写）：'),
      ],
      [
        confirmation('甲方', '乙方', '本人已阅读并理解上述全部条款，特别是加粗条款的含义和法律后果。', {
          company: borrowerParty('', view).company !== undefined,
        }),
      ],
    ),
  ]
  return framed(title, stamp, content)
}
