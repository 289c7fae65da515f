import type { ConditionCode } from '../../../core/disbursement/conditions.ts'

/** Lines of the disbursement checklist. */
export const conditions = {
  DAY_OPEN: '营业日已开',
  DOCUMENTS_COMPLETE: '资料齐备',
  APPROVAL_VALID: '审批有效',
  CONDITIONS_MET: '放款条件已落实',
  COST_DISCLOSED: '融资成本已明示',
  CONTRACT_SIGNED: '合同已签',
  SIGNED_SET_BACK: '已签合同整套收回',
  TERMS_AS_APPROVED: '合同与审批一致',
  IDS_VALID: '证件在有效期内',
  COLLATERAL_EFFECTIVE: '抵押登记已生效',
  REGISTRY_RECHECKED: '登记复查',
  INSURED: '房屋保险',
  FIRST_LOAN_RECHECKED: '首贷复核',
  VALUE_DATE_TODAY: '起息日为今天（重新放款审核）',
  PAYMENT_FITS: '支付方式合规',
} satisfies Record<ConditionCode, string>

/** Other words that stand in a refusal's details. */
export const details = {
  SURVEY_RECORDED: '登记考察',
  REVIEWED: '出具审查意见',
  PRODUCT_UNKNOWN: '没有这个产品',
  EXPOSURE: '敞口超限',
  GRADE: '评分等级',
  EXCEPTION: '有例外事项',
  RELATED_PARTY: '关系人',
  MISSING: '不在原处',
  NOT_A_DATABASE: '不是数据库文件',
  NOT_OURS: '不属于本程序',
  PAGES: '有损坏的页',
  schema: '表结构',
  FOLDER: '文件夹',
  PROGRAM: '程序',
  OFFICE: '办公文档',
  TEXT: '文本',
  UNKNOWN: '其他文件',
  records: '条数',
  line: '单条',
  blob: '单个文件',
  batch: '整批',
  part: '单部分',
  parts: '全部部分',
  file: '文件',
}
