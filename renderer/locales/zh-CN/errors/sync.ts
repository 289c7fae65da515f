import type { ErrorCode } from '../../../../core/errors.ts'

/** The line to head office: exchange, decisions, reference data, witness. */
export const sync = {
  BATCH_FOR_OTHER_BRANCH: '该批次发给另一支行，本处无法打开。退回总行，索取本支行的批次。',
  BATCH_OLD_KEY: '批次用第 {keyEpoch} 启用序的旧密钥签名，却属于第 {epoch} 启用序。由支行用现用设备重新编制。',
  BATCH_KEY_TOO_EARLY: '批次 {seq} 用的是新密钥，但新密钥自第 {fromSeq} 批起才可用。由支行用原密钥重新编制。',
  BATCH_KEY_REPLACED: '批次 {seq} 用的是旧密钥，旧密钥只用到第 {untilSeq} 批。由支行用现用密钥重新编制；若非支行所为，请核查这台电脑。',
  KEYS_NOT_TURNED: '密钥没有更换：总行尚未登记本支行，或本支行正等待重新登记。先完成登记。',
  OFFICE_KEY_TOO_EARLY: '总行批次 {seq} 用的是总行新密钥，但新密钥自第 {fromSeq} 批起才可用，未接收。请向总行要之前的批次。',
  OFFICE_KEY_REPLACED: '批次 {seq} 用的是总行已停用的密钥（只用到第 {untilSeq} 批），疑似旧密钥被人重放，未接收。请报告总行。',
  OFFICE_KEYS_NOT_PROVEN: '总行新密钥未能证明自身，未接收。请报告总行。',
  ENROLMENT_KEY_REPLACED: '登记文件是用总行已停用的密钥签的，疑似旧密钥被人冒用，未登记。请报告总行，并核对现行指纹。',
  BATCH_OTHER_BRANCH: '批次自称来自 {branch}，签名却是 {signer} 的。不予接收；报总行查明。',
  BRANCH_BEHIND: '总行已有本设备的批次 {seq}，本机只知道到 {sealed}：本机是恢复或复制的。停止报送，重新登记设备。',
  CUSTODY_INVALID: '批次 {seq} 的收妥回执不是总行签的，未予采信。稍后重试；仍不符，报总行查明。',
  LINE_ADDRESS_INVALID: '总行地址无效：须为 https 地址。对照总行通知改正。',
  LINE_CUT: '与总行的线路中断。资料未丢失，稍后自动续传；也可改用 U 盘报送。',
  LINE_NOT_SET: '尚未设置总行地址。由管理员或支行行长设置，或用 U 盘报送。',
  LINE_REFUSED: '总行拒绝了这次联系（{status} {reason}）。稍后重试；仍不行，报总行。',
  OFFICE_DECISION_MISSING: '总行尚未发来本笔业务的决定。先与总行交换批次。',
  OFFICE_DECISION_STALE: '总行决定的是第 {seen} 版，本笔业务已是第 {now} 版。到报送页的冲突卡上处理。',
  PACK_FILE_MISSING: '总行参数包 {kind} 第 {version} 版缺文件 {file}，未予采用。报总行重发。',
  PACK_MOVE_TOO_LATE: '本笔业务已评分，不能改用新版参数。先退回调查，再改用。',
  PACK_NOTHING_NEWER: '本笔业务已是现行版本，无须改用。',
  SYNC_BUSY: '正在与总行交换批次。等它完成，或先取消。',
  SYNC_CANCELLED: '已取消。已送达的部分不会重送，可随时继续。',
  WITNESS_INVALID: '总行的见证与本机审计日志不符（{size} 行）。停止办理，报总行查明。',
} satisfies Partial<Record<ErrorCode, string>>
