import type { PaperKind } from '../../core/contract/paper-kinds.ts'

/** What each paper is called, on its head and in the file's properties. */
export const PAPER_TITLES: Readonly<Record<PaperKind, string>> = {
  LOAN_CONTRACT: '借款合同',
  MORTGAGE_CONTRACT: '抵押合同',
  IOU: '借款借据',
  REPAYMENT_SCHEDULE: '还款计划表',
  COST_DISCLOSURE: '个人贷款综合融资成本明示表',
  DEFICIENCY_NOTICE: '补件通知书',
  ACCEPTANCE_RECEIPT: '贷款申请受理回执',
  SURVEY_REPORT: '贷前调查报告',
  SCORE_SHEET: '信用评分表',
  APPROVAL_SHEET: '贷款审查审批表',
  DISBURSEMENT_CHECKLIST: '放款审核表',
  FILE_INDEX: '卷内目录',
  REJECTION_NOTICE: '贷款申请结果通知书',
}
