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
  AMOUNT_ABOVE_LIMIT: '超過金額上限（10,000,000,000.00 元）',
  AMOUNT_NEGATIVE: '不能為負',
  AMOUNT_NOT_INTEGER: '精確到分，最多兩位小數',
  AMOUNT_ZERO: '須大於零',
  BRANCH_CODE_INVALID: '須為 6 位數字',
  COPIES_TOO_FEW: '少於契約份數',
  AGREED_NOT_SENT: '上報總行的業務只報金額、利率和條件，其他約定留空；費用在接收總行決定時填',
  DUE_DAY_INVALID: '須為 1 至 31',
  DUE_DAY_NOT_MONTHLY: '按季或到期還款的不設固定還款日',
  MAXIMUM_BELOW_LOAN: '最高額不得低於貸款金額',
  MAXIMUM_MISSES_LOAN: '期間須包住從核定日到核定有效期的每一天',
  MAXIMUM_WITHOUT_SECURITY: '信用貸款沒有擔保契約，不設最高額',
  COST_ABOVE_LOAN: '不得高於貸款金額',
  COST_TWICE: '與前面一項重複',
  COST_IS_LENDERS: '抵押登記費依抵押合約由本行承擔',
  TOO_MANY_COSTS: '最多 20 項',
  REPRICED_NEVER: '貸款在首個利率調整日之前已到期',
  WITNESS_MISSING: '須另有一名本行人員在場見證',
  FACE_TO_FACE_MISSING: '沒有面簽登記或面簽影像',
  NOT_FACE_TO_FACE: '須本人當面簽署',
  NOT_OVERDUE: '未到期或沒有這一期',
  NOT_OF_THIS_SET: '不是這套契約的簽名頁',
  SIGNER_MISSING: '有簽署人未登記',
  SIGNER_NOT_CHECKED: '未核對簽署人證件',
  TIME_INVALID: '時間按 09:42 填寫',
  CUSTOM: '不符合要求',
  DATE_INVALID: '日期不對，按 20261123 填寫',
  FIELD_INVALID: '填寫有誤',
  INVALID_FORMAT: '格式不對',
  INVALID_TYPE: '填寫不全或類型不對',
  INVALID_UNION: '填寫不全或類型不對',
  INVALID_VALUE: '不在可選範圍',
  REGION_INVALID: '須選定地區（4 位代碼）',
  REQUIRED: '未填',
  STAFF_NO_INVALID: '須為 3 至 12 位數字或大寫字母',
  TENOR_INVALID: '期間須為 1 至 360 個月',
  TEXT_CHARACTER: '含有無法列印的字元，刪去或改寫',
  TOO_BIG: '超過上限',
  TOO_LONG: '太長',
  BANK_NAME_TOO_LONG: '最多 36 個字，每頁頁眉要印',
  BRANCH_NAME_TOO_LONG: '最多 28 個字，每頁頁眉要印',
  TOO_SMALL: '低於下限',
  UNRECOGNIZED_KEYS: '有多餘的項',
  // persons
  BORROWER_MINOR: '借款人未滿 18 週歲，不得受理',
  ID_15_DIGITS: '15 位舊號碼已停用，改填 18 位',
  ID_CARD_OF_2017: '2017 版永久居留證，建議換領新版',
  ID_CHECK: '檢查碼不符，對照證件重輸',
  ID_DATE: '號碼中的出生日期不存在',
  ID_EXPIRED: '證件已過期，換證後再辦',
  ID_FORMAT: '號碼格式不對，對照證件重輸',
  ID_FUTURE: '號碼中的出生日期晚於今天',
  ID_ISSUED_BEFORE_BIRTH: '簽發日早於出生日期',
  ID_ISSUED_IN_FUTURE: '簽發日晚於今天',
  ID_KIND: '號碼與證件類別不符，改選證件類別',
  ID_PROVINCE: '號碼中的省份代碼不存在',
  ID_REGION: '號碼中的地區代碼不存在',
  ID_SEQ: '號碼中的順序碼不存在',
  ID_VALIDITY_LENGTH: '有效期與簽發時年齡不符，對照證件核對',
  NAME_CHARACTER: '姓名中有不能用的字元',
  NAME_LENGTH: '姓名須為 2 至 50 個字',
  NAME_MIXED: '姓名不能漢字與字母混用',
  NAME_PRIVATE_USE: '姓名中有自造字，改用規範漢字',
  NAME_SEPARATOR: '姓名中的間隔號不對，用 ·',
  NAME_SURROGATE: '姓名中有殘缺字元，重新輸入',
  PHONE_FORMAT: '手機號碼須為 11 位',
  PHONE_SEGMENT: '沒有這個手機號段，核對號碼',
  PHONE_SHARED: '與借款人手機號碼相同，核對是否本人',
  RISK_LISTED: '在總行風險名單（{list}）上',
  SAME_PERSON: '與前面的人證件號碼相同',
  // household, work, business
  BUSINESS_MISSING: '未填經營主體',
  BUSINESS_NOT_EXPECTED: '本商品不填經營主體',
  DATE_AFTER_APPROVAL: '晚於核定有效期',
  DATE_BEFORE_BIRTH: '早於出生日期',
  DATE_BEFORE_CONTRACT: '早於核定、揭露或製作契約之日',
  DATE_IN_FUTURE: '晚於今天',
  DATE_IN_PAST: '早於今天',
  DATE_NOT_TODAY: '須為今天',
  EMPLOYMENT_MISSING: '未填職業與收入',
  HUKOU_REGION_UNKNOWN: '查不到這個地區代碼，核對戶口名簿',
  LEASE_ENDED: '租約已到期，核對是否續租',
  LEASE_END_MISSING: '租賃場所須填到期日',
  RENTED_SINCE_MISSING: '承租須填起始日',
  SPOUSE_MISSING: '已婚須填配偶',
  SPOUSE_NOT_EXPECTED: '未婚、離婚、喪偶不填配偶',
  USCC_CHECK: '檢查碼不符，對照執照重輸',
  USCC_FORMAT: '須為 18 位，對照執照重輸',
  USCC_NOT_SOLE_TRADER: '不是個體工商戶的代碼',
  USCC_ORG_CHECK: '主體標識碼檢查碼不符，對照執照重輸',
  USCC_REGION: '登記機關區劃不存在，對照執照重輸',
  // types and security
  AGENT_MISSING: '由代辦人辦理，未填代辦人',
  AGENT_NOT_EXPECTED: '未選代辦，不應填寫代辦人',
  ENTERPRISE_MISSING: '未填企業情況',
  ENTERPRISE_NOT_EXPECTED: '自然人借款，不應填寫企業情況',
  FARM_MISSING: '未填農業經營情況',
  FARM_NOT_EXPECTED: '非農業貸款，不應填寫農業經營情況',
  MEMBERS_NOT_EXPECTED: '只有合作社填寫成員人數',
  MEMBERS_TOO_FEW: '合作社成員不得少於 5 人',
  USCC_NOT_COOPERATIVE: '不是農民專業合作社的代碼（93 開頭）',
  USCC_NOT_ENTERPRISE: '不是企業的代碼（91 開頭）',
  COLLATERAL_COMPANY_NOT_EXPECTED: '本商品無抵質押物，不應填寫抵質押企業',
  GUARANTOR_MINOR: '保證人未滿 18 週歲',
  GUARANTOR_MISSING: '未填保證人',
  GUARANTOR_NOT_EXPECTED: '信用貸款不應填寫保證人，改選保證商品',
  PLATE_FORMAT: '車牌號碼格式不對',
  PLATE_TOO_MANY_LETTERS: '車牌中字母過多',
  PLEDGE_KIND_NOT_OFFERED: '本商品不接受此類質押物',
  PLEDGE_MATURES_EARLY: '權利早於貸款到期，須自動轉存或續期',
  PLEDGE_MISSING: '未填質押物',
  PLEDGE_NOT_EXPECTED: '本商品不接受質押',
  SAME_COMPANY: '與另一企業代碼相同',
  VEHICLE_MISSING: '未填抵押車輛',
  VEHICLE_NOT_EXPECTED: '本商品不接受車輛抵押',
  VIN_CHECK: '車身號碼檢查碼不符，對照證書重輸',
  VIN_FORMAT: '車身號碼須為 17 位，不含 I、O、Q',
  VIN_POS9: '車身號碼第 9 位須為數字或 X',
  VIN_TAIL: '車身號碼末 4 位須為數字',
  VIN_YEAR: '車身號碼第 10 位（年份）不對',
  // house
  COOWNERS_MISSING: '共有房產須填共有人',
  COOWNERS_NOT_EXPECTED: '單獨所有不填共有人',
  HOUSE_MISSING: '未填抵押房產',
  HOUSE_NOT_EXPECTED: '本商品不填抵押房產',
  TITLE_FORMAT: '產權證號格式不對，對照證書重輸',
  TITLE_IN_FUTURE: '產權證號的年份晚於今年',
  TITLE_OLD_STYLE: '舊式房產證，核對能否辦理登記',
  UNIT_FORMAT: '不動產單元號須為 28 位，對照證書重輸',
  UNIT_NOT_A_BUILDING: '單元號不含房屋，核對是否只有土地',
  UNIT_REGION: '單元號的區劃不存在，對照證書重輸',
  // loan
  ACCOUNT_FORMAT: '帳號須為數字，核對位數',
  AMOUNT_ABOVE_PRODUCT: '超過本商品最高金額 {maxFen} 元',
  AMOUNT_BELOW_PRODUCT: '低於本商品最低金額 {minFen} 元',
  CARD_CHECK: '卡號檢查碼不符，對照銀行卡核對',
  ENTRUSTED_NOT_WHOLE: '受託支付金額須等於借款金額',
  METHOD_NOT_OFFERED: '本商品沒有這種還款方式',
  MIXED_OUT_OF_RANGE: '混合支付的受託部分須大於零、小於借款金額',
  NOT_A_CARD: '不是銀行卡號，核對是否存摺或對公帳號',
  PAYEE_IS_BORROWER: '收款人與借款人同名，核對交易背景',
  PAYEE_MISSING: '受託支付須填收款人',
  PAYEE_NOT_EXPECTED: '自主支付不填收款人',
  PURPOSE_NOT_OFFERED: '本商品沒有這種用途',
  SELF_PAYMENT_ABOVE_LIMIT: '自主支付超過限額 {maxFen} 元，改為受託支付',
  TENOR_ABOVE_PRODUCT: '超過本商品最長期間 {maxMonths} 個月',
  TENOR_BELOW_PRODUCT: '短於本商品最短期間 {minMonths} 個月',
} satisfies Record<IssueCode | SchemaIssue, string>
