import type { ConditionCode } from '../../../core/disbursement/conditions.ts'

/** Lines of the disbursement checklist. */
export const conditions = {
  DAY_OPEN: '營業日已開',
  DOCUMENTS_COMPLETE: '資料齊備',
  APPROVAL_VALID: '核定有效',
  CONDITIONS_MET: '撥款條件已落實',
  COST_DISCLOSED: '融資成本已揭露',
  CONTRACT_SIGNED: '契約已簽',
  SIGNED_SET_BACK: '已簽契約整套收回',
  TERMS_AS_APPROVED: '契約與核定一致',
  IDS_VALID: '證件在有效期內',
  COLLATERAL_EFFECTIVE: '抵押權設定登記已生效',
  REGISTRY_RECHECKED: '登記複查',
  INSURED: '房屋保險',
  FIRST_LOAN_RECHECKED: '首次貸款覆核',
  VALUE_DATE_TODAY: '起息日為今天（重新撥款審核）',
  PAYMENT_FITS: '支付方式合規',
} satisfies Record<ConditionCode, string>

/** Other words that stand in a refusal's details. */
export const details = {
  SURVEY_RECORDED: '登記考察',
  REVIEWED: '出具審查意見',
  PRODUCT_UNKNOWN: '沒有這個商品',
  EXPOSURE: '敞口超限',
  GRADE: '評分等級',
  EXCEPTION: '有例外事項',
  RELATED_PARTY: '關係人',
  MISSING: '不在原處',
  NOT_A_DATABASE: '不是資料庫檔案',
  NOT_OURS: '不屬於本程式',
  PAGES: '有損壞的頁',
  schema: '表結構',
  FOLDER: '資料夾',
  PROGRAM: '程式',
  OFFICE: '辦公文件',
  TEXT: '文本',
  UNKNOWN: '其他檔案',
  records: '條數',
  line: '單條',
  blob: '單個檔案',
  batch: '整批',
  part: '單部分',
  parts: '全部部分',
  file: '檔案',
}
