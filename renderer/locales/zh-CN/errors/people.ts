import type { ErrorCode } from '../../../../core/errors.ts'

/** General, people, business day, keys, shell. */
export const people = {
  CASE_NOT_FOUND: '找不到这笔业务。刷新列表后重新打开。',
  FIELD_INVALID: '{field}有误：{reason}。改正后再办。',
  INTERNAL: '程序内部出错，本次未作改动。重试；仍不行，把编号 {incident} 报给系统管理员。',
  NOT_SIGNED_IN: '尚未登录或已离柜。输入口令后继续。',
  ROLE_MISSING: '本岗位不能办理此项。由有权岗位的人员登录办理。',
  STALE_VERSION: '他人已先保存这笔业务。刷新后核对改动，再办一次。',
  DIFFERENT_PERSON_NEEDED: '此项须由他人办理，经办与复核不得为同一人。换人登录后再办。',
  PASSWORD_WEAK: '口令强度不足。至少 {minLength} 位，含大写、小写、数字、符号中的三类，不含工号、姓名，不与原口令相同。',
  PASSWORD_WRONG: '工号或口令不对。检查大小写锁定和输入法后重输。',
  SIGN_IN_LOCKED: '口令错误次数过多，已锁定，还有 {minutes} 分钟。稍后再登录，或由系统管理员解锁。',
  DAY_ALREADY_OPEN: '营业日 {businessDate} 尚未日终。先办日终。',
  DAY_CLOSE_BLOCKED: '营业日 {businessDate} 还不能日终：{blockers}。办结，或由支行行长结转。',
  DAY_NOT_FORWARD: '业务日期只能向后，上一营业日为 {last}。改选更晚的日期。',
  DAY_NOT_OPEN: '营业日未开。先开门营业。',
  DAY_SEAL_MISSING: '{businessDate} 的日终封签缺失或校验不符。由系统管理员查明后再开门营业。',
  DAY_TOO_FAR_AHEAD: '{businessDate} 比今天（{calendarDate}）晚超过 {maxDays} 天。核对日期和电脑时钟。',
  KEY_SLOT_DAMAGED: '密钥记录已损坏。从备份恢复，或由另一人重置口令。',
  KEY_STORE_UNAVAILABLE: '该口令绑定在另一系统用户或另一台电脑上。到原处登录，或重置口令。',
  RECOVERY_CODE_LENGTH: '恢复码应为 {expected} 位，现为 {characters} 位。与打印件核对后重输。',
  RECOVERY_CODE_TYPO: '恢复码第 {groups} 组输入有误。与打印件核对后重输。',
  RECOVERY_CODE_WRONG: '该恢复码不属于本支行。改用最近一次打印的恢复码。',
  CHANNEL_UNKNOWN: '窗口与程序版本不一致。退出后重新启动。',
  SENDER_NOT_TRUSTED: '该页面不是本程序的页面，已拒绝。退出后重新启动。',
} satisfies Partial<Record<ErrorCode, string>>
