import type { ContractView } from '../../core/contract/view-contract.ts'
import { type Clause, important } from '../layout/clauses.ts'
import { LOAN_WORDS, LPR_TENOR_WORDS, METHOD_WORDS } from '../layout/loan-words.ts'
import { orStruck, zhDate } from '../layout/words.ts'

const REPRICE_WORDS = { JAN_1: '每年1月1日', ANNIVERSARY: '每满一年的借款发放对应日' } as const
const DAY_COUNT_WORDS = {
  ACT_360: '按实际天数计息，日利率＝年利率÷360',
  '30_360': '按每月三十日、每年三百六十日计息',
  ACT_365: '按实际天数计息，日利率＝年利率÷365',
} as const
const LIMITS = {
  IND_CONSUME: '股权投资以及股票、基金、理财产品、金融衍生产品、彩票，非法借贷或者非法集资，以及生产经营',
  IND_BIZ: '购买房地产或者偿还住房贷款，股权投资以及股票、期货、基金、理财产品、金融衍生产品，转借他人牟利，以及国家禁止或者限制的领域',
  SME_WC: '固定资产投资、股权投资，购买房地产，股票、期货、基金、理财产品、金融衍生产品，转借他人牟利，以及国家禁止生产、经营的领域和用途',
  AGRI: '购买房地产，股权投资以及股票、期货、基金、理财产品、金融衍生产品，转借他人牟利，以及国家禁止或者限制的领域',
} as const

const pricing = ({ loan }: ContractView): string => {
  const side = loan.bpSide === 'MINUS' ? '减' : '加'
  return `本合同采用贷款市场报价利率（LPR）定价：以全国银行间同业拆借中心${zhDate(loan.lprDate)}公布的${LPR_TENOR_WORDS[loan.lprTenor]}贷款市场报价利率${loan.lprRate}为基准，${side}${loan.bp}个基点（1个基点等于0.01%），执行年利率为${loan.annualRate}（单利）。`
}

const repricing = ({ loan }: ContractView): string =>
  loan.repriceRule
    ? `本合同执行浮动利率。利率调整日为${REPRICE_WORDS[loan.repriceRule]}；自调整日起，按调整日前最近一次公布的同期限档次贷款市场报价利率和前款约定的基点数确定新的执行利率，基点数在借款期限内保持不变。甲方应当在调整后及时以本合同约定的方式告知乙方。`
    : '本合同执行固定利率，在借款期限内不随贷款市场报价利率的变化调整。'

const dayCount = ({ loan }: ContractView): string =>
  loan.method === 'EPI' || loan.method === 'EP'
    ? '足月的计息期按月计息，月利率＝年利率÷12；不足月或者超过一个月的计息期按实际天数计息，日利率＝年利率÷360，计息天数算头不算尾。'
    : `${DAY_COUNT_WORDS[loan.interestBasis]}，计息天数算头不算尾。`

const dueDays = ({ loan }: ContractView): string => {
  const last = `最后一期于到期日${zhDate(loan.maturityOn)}还清`
  if (loan.method === 'BUL') return `乙方于到期日${zhDate(loan.maturityOn)}一次性偿还全部借款本金和利息。`
  if (loan.method === 'QIO') return `每季末月二十日为结息日，次日为付息日，首个付息日为${zhDate(loan.firstDueOn)}；${last}。`
  const day = loan.dueMode.kind === 'FIXED_DAY' ? `每月${loan.dueMode.day}日` : '借款发放日在以后各月的对应日'
  return `还款日为${day}，首个还款日为${zhDate(loan.firstDueOn)}；当月无对应日的，以该月最后一日为还款日；${last}。`
}

const instalment = ({ loan, totals }: ContractView): string =>
  `按照执行利率测算，首期应还本息人民币${loan.firstTotal.figures}元${loan.level && loan.method === 'EPI' ? '，以后各期除末期外与首期相同' : ''}，全部借款利息合计人民币${totals.interest.figures}元（大写：${totals.interest.uppercase}）。各期金额以《还款计划表》为准；利率调整的，以调整后甲方出具的《还款计划表》为准。`

const purposeLimits = ({ productLine }: ContractView): string =>
  `乙方不得将借款用于下列用途：${LIMITS[productLine]}；未经甲方书面同意，不得变更借款用途。乙方未按照约定的借款用途使用借款的，甲方可以停止发放借款、提前收回借款或者解除合同（《中华人民共和国民法典》第六百七十三条）。`

const paying = (view: ContractView): readonly string[] => {
  const { loan } = view
  const head =
    loan.paymentMode === 'SELF'
      ? '本借款采用借款人自主支付方式：甲方将借款发放至乙方账户后，由乙方自主支付给符合约定用途的交易对象。'
      : loan.paymentMode === 'MIXED'
        ? '本借款采用受托支付与自主支付相结合的方式：受托支付部分由甲方根据乙方的支付委托，将资金通过乙方账户支付给约定的交易对象；其余部分由乙方自主支付。'
        : '本借款采用贷款人受托支付方式：甲方根据乙方的提款申请和支付委托，将借款资金通过乙方账户支付给符合约定用途的交易对象。'
  const payee = loan.payee
    ? `受托支付的交易对象为${loan.payee.name}，账号${loan.payee.account}，开户行${loan.payee.bank}，支付金额人民币${loan.payee.amount.figures}元（大写：${loan.payee.amount.uppercase}）。`
    : `受托支付对象：${orStruck(null)}（此栏空白）。`
  return [head, payee]
}

/** Articles 1 to 7: what is lent, for what, at what price, how it is paid out and paid back (Civil Code 667–680). */
export function loanMoneyClauses(view: ContractView): Clause[] {
  const { loan } = view
  return [
    {
      title: '借款种类、币种与金额',
      paragraphs: [
        `甲方同意向乙方发放${LOAN_WORDS[view.productLine]}借款，币种为人民币，金额为人民币${loan.amount.figures}元（大写：${loan.amount.uppercase}）。大写与小写不一致的，以大写为准。`,
        '本合同首部《借款要素表》与合同正文具有同等效力；借据记载的实际发放日、到期日与本合同不一致的，以借据为准，但借款期限不变。',
      ],
    },
    {
      title: '借款用途',
      paragraphs: [`借款用途为：${loan.purposeText}。`, important(purposeLimits(view))],
    },
    {
      title: '借款期限',
      paragraphs: [
        `借款期限为${loan.tenorMonths}个月，自${zhDate(loan.valueDate)}起至${zhDate(loan.maturityOn)}止。`,
        '借款实际发放日与前款起始日不一致的，自实际发放日起算，到期日相应顺延。',
      ],
    },
    {
      title: '利率与计息',
      paragraphs: [
        important(pricing(view)),
        repricing(view),
        `利息自借款发放至约定账户之日起计算。${dayCount(view)}`,
        '甲方不得预先在本金中扣除利息；利息预先在本金中扣除的，按照实际借款数额返还借款并计算利息（《中华人民共和国民法典》第六百七十条）。除本合同和《个人贷款综合融资成本明示表》列明的项目外，甲方不向乙方收取其他利息或者费用。',
      ],
    },
    {
      title: '罚息与复利',
      paragraphs: [
        important(
          `乙方未按期偿还借款本金的，自逾期之次日起至清偿之日止，对逾期本金按罚息利率计收罚息；罚息利率为执行利率上浮${loan.penaltyMarkup}，按签约时执行利率计算为年利率${loan.penaltyRate}。`,
        ),
        important(
          `乙方未按约定用途使用借款的，自违约使用之日起至清偿之日止，对违约使用部分按挪用罚息利率计收罚息；挪用罚息利率为执行利率上浮${loan.misuseMarkup}，按签约时执行利率计算为年利率${loan.misuseRate}。`,
        ),
        important('同一笔借款既逾期又未按约定用途使用的，择其重者计收，不得并处。对不能按期支付的利息（包括罚息），自应付之次日起按罚息利率计收复利。'),
        '执行利率依本合同调整的，罚息利率同时按约定的上浮幅度调整。',
      ],
    },
    {
      title: '放款前提条件',
      paragraphs: [
        '甲方发放借款以下列条件全部满足为前提：（一）本合同及其附件已经生效；（二）乙方已在甲方开立或者指定还款账户，并提交提款申请和用途证明材料；（三）有担保的，担保合同已经生效，依法应当登记的已经办妥登记并由甲方取得登记证明；（四）乙方提供的资料真实、完整、有效，有效身份证件在放款日仍在有效期内；（五）未发生本合同约定的违约事件；（六）审批要求落实的其他条件已经落实。',
        ...(view.conditions.length > 0
          ? [`审批要求落实的其他条件：${view.conditions.map((condition, index) => `（${index + 1}）${condition}`).join('；')}。`]
          : ['审批要求落实的其他条件：无。']),
        '前述条件自签约之日起九十日内仍未满足的，甲方有权不再发放借款，并应当书面通知乙方。',
      ],
    },
    {
      title: '借款的发放与支付',
      paragraphs: [
        ...paying(view),
        `采用自主支付的，乙方应当自借款发放之日起${loan.proofDays}日内向甲方提交发票、合同、收货凭证等用途证明。甲方有权通过账户分析、凭证查验、现场调查等方式核查借款支付是否符合约定用途。`,
        important('乙方不得以化整为零的方式规避受托支付；乙方信用状况下降、支付用途不符或者规避受托支付的，甲方有权变更支付方式、停止发放和支付。'),
      ],
    },
    {
      title: '还款',
      paragraphs: [
        `还款方式为${METHOD_WORDS[loan.method]}，共${loan.instalments}期。${dueDays(view)}还款日遇法定节假日的，还款日不变。`,
        instalment(view),
        `乙方应当于还款日前在还款账户（账号：${loan.debitAccount}）内存足应还款项，并授权甲方于还款日从该账户扣收。`,
        important('还款不足以清偿全部到期债务的，按照费用、利息（含罚息、复利）、本金的顺序清偿；本金或者利息逾期超过九十日的，先清偿本金。'),
      ],
    },
  ]
}
