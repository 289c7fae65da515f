import type { ErrorCode } from '../../../../core/errors.ts'

/** The line to head office: exchange, decisions, reference data, witness. */
export const sync = {
  BATCH_FOR_OTHER_BRANCH: '該批次發給另一分行，本處無法開啟。退回總行，索取本分行的批次。',
  BATCH_OLD_KEY: '批次用第 {keyEpoch} 啟用序的舊金鑰簽名，卻屬於第 {epoch} 啟用序。由分行用現用設備重新編製。',
  BATCH_KEY_TOO_EARLY: '批次 {seq} 用的是新金鑰，但新金鑰自第 {fromSeq} 批起才可用。由分行用原金鑰重新編製。',
  BATCH_KEY_REPLACED: '批次 {seq} 用的是舊金鑰，舊金鑰只用到第 {untilSeq} 批。由分行用現用金鑰重新編製；若非分行所為，請核查這台電腦。',
  KEYS_NOT_TURNED: '金鑰沒有更換：總行尚未登記本分行，或本分行正等待重新登記。先完成登記。',
  OFFICE_KEY_TOO_EARLY: '總行批次 {seq} 用的是總行新金鑰，但新金鑰自第 {fromSeq} 批起才可用，未接收。請向總行索取之前的批次。',
  OFFICE_KEY_REPLACED: '批次 {seq} 用的是總行已停用的金鑰（只用到第 {untilSeq} 批），疑似舊金鑰遭人重放，未接收。請報告總行。',
  OFFICE_KEYS_NOT_PROVEN: '總行新金鑰未能證明自身，未接收。請報告總行。',
  ENROLMENT_KEY_REPLACED: '登記檔案是用總行已停用的金鑰簽的，疑似舊金鑰遭人冒用，未登記。請報告總行，並核對現行指紋。',
  BATCH_OTHER_BRANCH: '批次自稱來自 {branch}，簽名卻是 {signer} 的。不予接收；報總行查明。',
  BRANCH_BEHIND: '總行已有本設備的批次 {seq}，本機只知道到 {sealed}：本機是還原或複製的。停止報送，重新登記設備。',
  CUSTODY_INVALID: '批次 {seq} 的收妥回條不是總行簽的，未予採信。稍後重試；仍不符，報總行查明。',
  LINE_ADDRESS_INVALID: '總行地址無效：須為 https 地址。對照總行通知改正。',
  LINE_CUT: '與總行的線路中斷。資料未丟失，稍後自動續傳；也可改用隨身碟報送。',
  LINE_NOT_SET: '尚未設定總行地址。由管理員或分行經理設定，或用隨身碟報送。',
  LINE_REFUSED: '總行拒絕了這次聯絡（{status} {reason}）。稍後重試；仍不行，報總行。',
  OFFICE_DECISION_MISSING: '總行尚未發來本筆案件的決定。先與總行交換批次。',
  OFFICE_DECISION_STALE: '總行決定的是第 {seen} 版，本筆案件已是第 {now} 版。到報送頁的衝突卡上處理。',
  PACK_FILE_MISSING: '總行參數包 {kind} 第 {version} 版缺檔案 {file}，未予採用。報總行重發。',
  PACK_MOVE_TOO_LATE: '本筆案件已評分，不能改用新版參數。先退回調查，再改用。',
  PACK_NOTHING_NEWER: '本筆案件已是現行版本，無須改用。',
  SYNC_BUSY: '正在與總行交換批次。等它完成，或先取消。',
  SYNC_CANCELLED: '已取消。已送達的部分不會重送，可隨時繼續。',
  WITNESS_INVALID: '總行的見證與本機稽核紀錄不符（{size} 行）。停止辦理，報總行查明。',
} satisfies Partial<Record<ErrorCode, string>>
