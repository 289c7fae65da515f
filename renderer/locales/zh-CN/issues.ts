import type { IssueCode } from '../../../core/intake/issues.ts'

/** Issues beyond the application: Zod's own kinds, as the bridge names them, and the dates of contract and payment. */
export type SchemaIssue =
  | 'BANK_NAME_TOO_LONG'
  | 'BRANCH_CODE_INVALID'
  | 'BRANCH_NAME_TOO_LONG'
  | 'COPIES_TOO_FEW'
  | 'FACE_TO_FACE_MISSING'
  | 'WITNESS_MISSING'
  | 'COST_ABOVE_LOAN'
  | 'COST_TWICE'
  | 'COST_IS_LENDERS'
  | 'TOO_MANY_COSTS'
  | 'REPRICED_NEVER'
  | 'MAXIMUM_WITHOUT_SECURITY'
  | 'MAXIMUM_MISSES_LOAN'
  | 'MAXIMUM_BELOW_LOAN'
  | 'DUE_DAY_NOT_MONTHLY'
  | 'DUE_DAY_INVALID'
  | 'AGREED_NOT_SENT'
  | 'CUSTOM'
  | 'DATE_AFTER_APPROVAL'
  | 'DATE_BEFORE_CONTRACT'
  | 'DATE_IN_PAST'
  | 'DATE_NOT_TODAY'
  | 'INVALID_FORMAT'
  | 'INVALID_TYPE'
  | 'INVALID_UNION'
  | 'INVALID_VALUE'
  | 'NOT_FACE_TO_FACE'
  | 'NOT_OF_THIS_SET'
  | 'NOT_OVERDUE'
  | 'SIGNER_MISSING'
  | 'SIGNER_NOT_CHECKED'
  | 'STAFF_NO_INVALID'
  | 'TIME_INVALID'
  | 'TOO_BIG'
  | 'TOO_SMALL'
  | 'UNRECOGNIZED_KEYS'

/** What is wrong with one field of a form: short, shown under it. */
export const issues = {
  // shape of the form
  AMOUNT_ABOVE_LIMIT: '超过金额上限（10,000,000,000.00 元）',
  AMOUNT_NEGATIVE: '不能为负',
  AMOUNT_NOT_INTEGER: '精确到分，最多两位小数',
  AMOUNT_ZERO: '须大于零',
  BRANCH_CODE_INVALID: '须为 6 位数字',
  COPIES_TOO_FEW: '少于合同份数',
  AGREED_NOT_SENT: '上报总行的业务只报金额、利率和条件，其他约定留空；费用在接收总行决定时填',
  DUE_DAY_INVALID: '须为 1 至 31',
  DUE_DAY_NOT_MONTHLY: '按季或到期还款的不设固定还款日',
  MAXIMUM_BELOW_LOAN: '最高额不得低于贷款金额',
  MAXIMUM_MISSES_LOAN: '期间须包住从审批日到批复有效期的每一天',
  MAXIMUM_WITHOUT_SECURITY: '信用贷款没有担保合同，不设最高额',
  COST_ABOVE_LOAN: '不得高于贷款金额',
  COST_TWICE: '与前面一项重复',
  COST_IS_LENDERS: '抵押登记费依抵押合同由本行承担',
  TOO_MANY_COSTS: '最多 20 项',
  REPRICED_NEVER: '贷款在首个利率调整日之前已到期',
  WITNESS_MISSING: '须另有一名本行人员在场见证',
  FACE_TO_FACE_MISSING: '没有面签登记或面签影像',
  NOT_FACE_TO_FACE: '须本人当面签署',
  NOT_OVERDUE: '未到期或没有这一期',
  NOT_OF_THIS_SET: '不是这套合同的签名页',
  SIGNER_MISSING: '有签署人未登记',
  SIGNER_NOT_CHECKED: '未核对签署人证件',
  TIME_INVALID: '时间按 09:42 填写',
  CUSTOM: '不符合要求',
  DATE_INVALID: '日期不对，按 20261123 填写',
  FIELD_INVALID: '填写有误',
  INVALID_FORMAT: '格式不对',
  INVALID_TYPE: '填写不全或类型不对',
  INVALID_UNION: '填写不全或类型不对',
  INVALID_VALUE: '不在可选范围',
  REGION_INVALID: '须选定地区（4 位代码）',
  REQUIRED: '未填',
  STAFF_NO_INVALID: '须为 3 至 12 位数字或大写字母',
  TENOR_INVALID: '期限须为 1 至 360 个月',
  TEXT_CHARACTER: '含有无法打印的字符，删去或改写',
  TOO_BIG: '超过上限',
  TOO_LONG: '太长',
  BANK_NAME_TOO_LONG: '最多 36 个字，每页页眉要印',
  BRANCH_NAME_TOO_LONG: '最多 28 个字，每页页眉要印',
  TOO_SMALL: '低于下限',
  UNRECOGNIZED_KEYS: '有多余的项',
  // persons
  BORROWER_MINOR: '借款人未满 18 周岁，不得受理',
  ID_15_DIGITS: '15 位旧号码已停用，改填 18 位',
  ID_CARD_OF_2017: '2017 版永久居留证，建议换领新版',
  ID_CHECK: '校验位不符，对照证件重输',
  ID_DATE: '号码中的出生日期不存在',
  ID_EXPIRED: '证件已过期，换证后再办',
  ID_FORMAT: '号码格式不对，对照证件重输',
  ID_FUTURE: '号码中的出生日期晚于今天',
  ID_ISSUED_BEFORE_BIRTH: '签发日早于出生日期',
  ID_ISSUED_IN_FUTURE: '签发日晚于今天',
  ID_KIND: '号码与证件类型不符，改选证件类型',
  ID_PROVINCE: '号码中的省份代码不存在',
  ID_REGION: '号码中的地区代码不存在',
  ID_SEQ: '号码中的顺序码不存在',
  ID_VALIDITY_LENGTH: '有效期与签发时年龄不符，对照证件核对',
  NAME_CHARACTER: '姓名中有不能用的字符',
  NAME_LENGTH: '姓名须为 2 至 50 个字',
  NAME_MIXED: '姓名不能汉字与字母混用',
  NAME_PRIVATE_USE: '姓名中有自造字，改用规范汉字',
  NAME_SEPARATOR: '姓名中的间隔号不对，用 ·',
  NAME_SURROGATE: '姓名中有残缺字符，重新输入',
  PHONE_FORMAT: '手机号码须为 11 位',
  PHONE_SEGMENT: '没有这个手机号段，核对号码',
  PHONE_SHARED: '与借款人手机号码相同，核对是否本人',
  RISK_LISTED: '在总行风险名单（{list}）上',
  SAME_PERSON: '与前面的人证件号码相同',
  // household, work, business
  BUSINESS_MISSING: '未填经营主体',
  BUSINESS_NOT_EXPECTED: '本产品不填经营主体',
  DATE_AFTER_APPROVAL: '晚于审批有效期',
  DATE_BEFORE_BIRTH: '早于出生日期',
  DATE_BEFORE_CONTRACT: '早于审批、明示或制作合同之日',
  DATE_IN_FUTURE: '晚于今天',
  DATE_IN_PAST: '早于今天',
  DATE_NOT_TODAY: '须为今天',
  EMPLOYMENT_MISSING: '未填职业与收入',
  HUKOU_REGION_UNKNOWN: '查不到这个地区代码，核对户口簿',
  LEASE_ENDED: '租约已到期，核对是否续租',
  LEASE_END_MISSING: '租赁场所须填到期日',
  RENTED_SINCE_MISSING: '租住须填起始日',
  SPOUSE_MISSING: '已婚须填配偶',
  SPOUSE_NOT_EXPECTED: '未婚、离异、丧偶不填配偶',
  USCC_CHECK: '校验位不符，对照执照重输',
  USCC_FORMAT: '须为 18 位，对照执照重输',
  USCC_NOT_SOLE_TRADER: '不是个体工商户的代码',
  USCC_ORG_CHECK: '主体标识码校验位不符，对照执照重输',
  USCC_REGION: '登记机关区划不存在，对照执照重输',
  // types and security
  AGENT_MISSING: '由代办人办理，未填代办人',
  AGENT_NOT_EXPECTED: '未选代办，不应填写代办人',
  ENTERPRISE_MISSING: '未填企业情况',
  ENTERPRISE_NOT_EXPECTED: '自然人借款，不应填写企业情况',
  FARM_MISSING: '未填农业经营情况',
  FARM_NOT_EXPECTED: '非农业贷款，不应填写农业经营情况',
  MEMBERS_NOT_EXPECTED: '只有合作社填写成员人数',
  MEMBERS_TOO_FEW: '合作社成员不得少于 5 人',
  USCC_NOT_COOPERATIVE: '不是农民专业合作社的代码（93 开头）',
  USCC_NOT_ENTERPRISE: '不是企业的代码（91 开头）',
  COLLATERAL_COMPANY_NOT_EXPECTED: '本产品无抵质押物，不应填写抵质押企业',
  GUARANTOR_MINOR: '保证人未满 18 周岁',
  GUARANTOR_MISSING: '未填保证人',
  GUARANTOR_NOT_EXPECTED: '信用贷款不应填写保证人，改选保证产品',
  PLATE_FORMAT: '号牌号码格式不对',
  PLATE_TOO_MANY_LETTERS: '号牌中字母过多',
  PLEDGE_KIND_NOT_OFFERED: '本产品不接受此类质押物',
  PLEDGE_MATURES_EARLY: '权利早于贷款到期，须自动转存或续期',
  PLEDGE_MISSING: '未填质押物',
  PLEDGE_NOT_EXPECTED: '本产品不接受质押',
  SAME_COMPANY: '与另一企业代码相同',
  VEHICLE_MISSING: '未填抵押车辆',
  VEHICLE_NOT_EXPECTED: '本产品不接受车辆抵押',
  VIN_CHECK: '车架号校验位不符，对照证书重输',
  VIN_FORMAT: '车架号须为 17 位，不含 I、O、Q',
  VIN_POS9: '车架号第 9 位须为数字或 X',
  VIN_TAIL: '车架号末 4 位须为数字',
  VIN_YEAR: '车架号第 10 位（年份）不对',
  // house
  COOWNERS_MISSING: '共有房产须填共有人',
  COOWNERS_NOT_EXPECTED: '单独所有不填共有人',
  HOUSE_MISSING: '未填抵押房产',
  HOUSE_NOT_EXPECTED: '本产品不填抵押房产',
  TITLE_FORMAT: '产权证号格式不对，对照证书重输',
  TITLE_IN_FUTURE: '产权证号的年份晚于今年',
  TITLE_OLD_STYLE: '旧式房产证，核对能否办理登记',
  UNIT_FORMAT: '不动产单元号须为 28 位，对照证书重输',
  UNIT_NOT_A_BUILDING: '单元号不含房屋，核对是否只有土地',
  UNIT_REGION: '单元号的区划不存在，对照证书重输',
  // loan
  ACCOUNT_FORMAT: '账号须为数字，核对位数',
  AMOUNT_ABOVE_PRODUCT: '超过本产品最高金额 {maxFen} 元',
  AMOUNT_BELOW_PRODUCT: '低于本产品最低金额 {minFen} 元',
  CARD_CHECK: '卡号校验位不符，对照银行卡核对',
  ENTRUSTED_NOT_WHOLE: '受托支付金额须等于借款金额',
  METHOD_NOT_OFFERED: '本产品没有这种还款方式',
  MIXED_OUT_OF_RANGE: '混合支付的受托部分须大于零、小于借款金额',
  NOT_A_CARD: '不是银行卡号，核对是否存折或对公账号',
  PAYEE_IS_BORROWER: '收款人与借款人同名，核对交易背景',
  PAYEE_MISSING: '受托支付须填收款人',
  PAYEE_NOT_EXPECTED: '自主支付不填收款人',
  PURPOSE_NOT_OFFERED: '本产品没有这种用途',
  SELF_PAYMENT_ABOVE_LIMIT: '自主支付超过限额 {maxFen} 元，改为受托支付',
  TENOR_ABOVE_PRODUCT: '超过本产品最长期限 {maxMonths} 个月',
  TENOR_BELOW_PRODUCT: '短于本产品最短期限 {minMonths} 个月',
} satisfies Record<IssueCode | SchemaIssue, string>
