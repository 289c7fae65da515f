/** 总行服务与控制台的拒绝原因。 */
export const officeErrors = {
  CHALLENGE_UNKNOWN: '质询值不存在或已过期。请重新获取后再次问候。',
  CSRF_WRONG: '页面已过期，请重新载入。',
  ENROLMENT_CODE_WRONG: '登记码有误、已用过或属于其他网点。请向总行索取新码。',
  ESCALATION_CHANGED: '网点已报送该业务的新版本。请重新载入，按最新内容决定。',
  ESCALATION_NOT_OPEN: '该业务当前不能办理此步骤：已作决定，或没有待复核的意见。请重新载入。',
  HEAD_OFFICE_DATABASE_OTHER: '该数据库属于另一总行。请在 DATABASE_URL 中指定空库或本总行的库。',
  MESSAGE_INVALID: '报文不符合约定（{field}）。请核对两端的软件版本。',
  OFFICE_USER_NOT_FOUND: '没有此用户。请刷新列表。',
  OFFICE_USER_TAKEN: '用户名已被使用，请另选。',
  PACK_INVALID: '文件 {file} 不能使用：{reason}。请改正后重新上传。',
  PACK_NOT_FOUND: '没有此草稿。请刷新列表。',
  PACK_NOT_NEWER: '版本 {version} 或更新的版本已发布，请使用下一个版本号。',
  PART_NOT_ANNOUNCED: '没有已登记的封套包含此分片。请先重新登记封套，再发送分片。',
  QUARANTINE_NOT_FOUND: '该记录已处理或不存在。请刷新列表。',
  TOKEN_UNKNOWN: '设备会话已结束，请重新问候。',
  TOO_MANY_REQUESTS: '请求过于频繁，请一分钟后再试。',
} as const
