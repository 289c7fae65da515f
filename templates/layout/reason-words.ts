import type { ReasonCode } from '../../core/product/reason-codes.ts'

/** Why an application is declined, in plain words the applicant can act on; no scores, nobody else's data (domain 4.8, 4.9). */
export const REASON_WORDS: Readonly<Record<ReasonCode, string>> = {
  R01: '申请人年龄，或者年龄与申请期限之和不符合本产品要求',
  R02: '身份证件无效或者已过有效期',
  R03: '不符合首次贷款的认定条件',
  R04: '每月还款负担占收入的比例超过规定上限',
  R05: '经营现金流不足以覆盖每年应还款项',
  R06: '综合评价未达到本产品要求',
  R07: '存在尚未履行的法院执行记录',
  R08: '被采取限制消费措施',
  R09: '经营主体被列入经营异常名录或者严重违法失信名单',
  R10: '纳税信用级别不符合要求',
  R11: '经营时间未达到规定期限',
  R12: '经营收入未能得到有效印证',
  R13: '贷款用途不在本产品允许的范围内',
  R14: '提交的资料与核实情况不符',
  R15: '抵押物存在瑕疵，不能办理有效抵押',
  R16: '申请金额超过抵押物价值允许的比例',
  R17: '关联关系人不得申请信用贷款',
  R18: '所属行业不在本产品支持范围内',
  R19: '近期贷款申请查询次数较多',
  R20: '申请人撤回申请',
  R21: '存在当前逾期或者较严重的历史逾期记录',
}
