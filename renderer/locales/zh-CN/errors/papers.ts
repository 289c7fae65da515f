import type { ErrorCode } from '../../../../core/errors.ts'

/** Paper check, printed paper, contract. */
export const papers = {
  DEFECT_CODE_UNKNOWN: '缺陷代码 {defect} 不可用。从列表中选。',
  NOTICE_NOTHING_OPEN: '没有缺失或不合格的必备资料，无须出补件通知书。',
  NOTICE_REASON_MISSING: '以下资料未列入前次补件通知书，逐项填写原因：{items}。',
  NOTICE_UNJUDGED: '以下资料尚未核验：{items}。核验完毕，才能一次告知全部补件。',
  VERDICT_CONTRADICTORY: '只有不合格的资料才填缺陷。删去缺陷，或改为不合格。',
  VERDICT_UNEXPLAINED: '判为不合格，须选至少一项缺陷。',
  WAIVER_AGAINST_LAW: '{itemId} 是法律要求的资料，不得豁免。收齐后再办。',
  WAIVER_PAST: '豁免期限 {expiresOn} 已过。改填今天或以后的日期。',
  WAIVER_REASON_MISSING: '未填豁免理由。填写后再豁免。',
  PDF_CHARACTER_MISSING: '字库里没有这些字：{characters}。改用其他写法，或报系统管理员补字库。',
  PDF_FONT_MISSING: '程序缺少字体文件。重新安装程序。',
  PDF_INCOMPLETE: '文书与应有内容不符，未予放行。重新制作；仍不行，报系统管理员。',
  COST_ABOVE_CEILING: '综合融资成本超过上限。降低利率或费用后再办。',
  COST_NOTHING_HELD: '放款时扣收的费用不低于贷款本金。核对费用。',
  DISCLOSURE_DIFFERS: '明示表与审批要素不一致：{fields}。重新制作明示表。',
  ENTRUSTED_PAYMENT_NEEDED: '自主支付超过限额（短期内分笔支付合并计算）。改为受托支付，填写收款人。',
  PAYMENT_SPLIT_WRONG: '受托支付金额与支付方式或贷款金额不符。核对收款人金额。',
  PREPAYMENT_AMOUNT: '提前还款本金须大于零，不超过剩余本金。改正金额。',
  PREPAYMENT_DATE: '提前还款日须在起息日以后、到期日以前。改选日期。',
  PREPAYMENT_MODE: '该还款方式不能缩短期限。改选减少月供，或全部结清。',
} satisfies Partial<Record<ErrorCode, string>>
