import type { IdType, MaritalStatus, PaymentMode, ProductLine, RepaymentMethod, SecurityMode } from '../../core/product/vocabulary.ts'

/** The words paper uses for the closed lists of core/product/vocabulary.ts. */
export const ID_WORDS: Readonly<Record<IdType, string>> = { RESIDENT: '居民身份证', HMT_PERMIT: '港澳台居民居住证', FOREIGN_PR: '外国人永久居留身份证' }
export const METHOD_WORDS: Readonly<Record<RepaymentMethod, string>> = {
  EPI: '等额本息',
  EP: '等额本金',
  IO: '按月付息、到期还本',
  QIO: '按季付息、到期还本',
  BUL: '到期一次性还本付息',
}
export const PAYMENT_WORDS: Readonly<Record<PaymentMode, string>> = { ENTRUSTED: '贷款人受托支付', SELF: '借款人自主支付', MIXED: '受托支付与自主支付相结合' }
export const MARITAL_WORDS: Readonly<Record<MaritalStatus, string>> = { SINGLE: '未婚', MARRIED: '已婚', DIVORCED: '离异', WIDOWED: '丧偶' }
export const PRODUCT_WORDS: Readonly<Record<ProductLine, string>> = {
  IND_CONSUME: '个人消费贷款',
  IND_BIZ: '个人经营贷款',
  SME_WC: '流动资金贷款',
  AGRI: '农业贷款',
}
/** The loan as its contract names it. */
export const LOAN_WORDS: Readonly<Record<ProductLine, string>> = { IND_CONSUME: '个人消费', IND_BIZ: '个人经营', SME_WC: '流动资金', AGRI: '农业生产经营' }
/** What the loan stands on, besides a house (which has its own contract number). */
export const SECURITY_WORDS: Readonly<Record<SecurityMode, string>> = {
  CREDIT: '信用',
  GUARANTEE: '连带责任保证（另签保证合同）',
  MORTGAGE_RE: '不动产抵押',
  MORTGAGE_VEH: '机动车抵押（另签抵押合同）',
  PLEDGE: '质押（另签质押合同）',
}
export const HOUSE_USE_WORDS = { RESIDENTIAL: '住宅', COMMERCIAL: '商业' } as const
export const OWNERSHIP_WORDS = { SOLE: '单独所有', JOINT: '共同共有', SHARED: '按份共有' } as const
export const REPRICE_WORDS = { JAN_1: '每年1月1日', ANNIVERSARY: '每满一年的借款发放对应日' } as const
export const LPR_TENOR_WORDS = { '1Y': '一年期', '5Y': '五年期以上' } as const
