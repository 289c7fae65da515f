import type { AuditWords } from '../audit-words.ts'

/** What was done, as the history of a case and the audit log name it. */
export const audit = {
  approval: { decide: '终审', review: '出具审查意见', toReview: '送审查' },
  archive: { file: '案卷归档', prepare: '整理案卷' },
  backup: { make: '制作备份' },
  batch: { propose: '编制批次', seal: '复核封存批次', status: '查看批次', takeReceipt: '导入总行回执' },
  branch: { enrolment: '导出支行公钥', installEnrolment: '登记总行', setUp: '首次启用支行' },
  case: { withdraw: '撤回申请' },
  cases: { get: '查看业务', list: '查看业务列表', reveal: '查看证件或手机号' },
  collateral: { confirm: '复核登记证明', progress: '登记进度', prove: '录入登记证明', toRegistration: '转办抵押登记' },
  completeness: {
    accept: '正式受理',
    judge: '核验资料',
    notice: '出补件通知书',
    offer: '拖入扫描件',
    pick: '选取扫描件',
    receive: '收件',
    resume: '补件已到',
    waive: '豁免资料',
  },
  contract: { disclose: '明示综合融资成本', drawUp: '制作合同', sign: '确认签约' },
  day: { close: '日终', open: '开门营业', status: '查看营业日' },
  disbursement: { prepare: '放款审核', ready: '转待放款', release: '放款' },
  documents: { save: '另存文书' },
  intake: { check: '检查申请', draft: '打开草稿', open: '新建受理', saveDraft: '暂存草稿', submit: '提交受理' },
  investigation: { assign: '指派考察', confirm: '复核考察', record: '登记考察' },
  products: { list: '查看产品' },
  scoring: { score: '信用评分' },
  session: { changePassword: '修改口令', lock: '离柜', signIn: '登录', signOut: '退出登录' },
  shell: { info: '启动窗口' },
  staff: { add: '新增人员', list: '查看人员', setActive: '启用或停用人员', setRoles: '调整岗位', unlock: '解锁人员' },
} satisfies AuditWords
