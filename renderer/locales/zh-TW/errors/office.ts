/** 總行服務與控制台的拒絕原因。 */
export const officeErrors = {
  CHALLENGE_UNKNOWN: '質詢值不存在或已過期。請重新獲取後再次問候。',
  CSRF_WRONG: '頁面已過期，請重新載入。',
  ENROLMENT_CODE_WRONG: '登記碼有誤、已用過或屬於其他營業據點。請向總行索取新碼。',
  ESCALATION_CHANGED: '營業據點已報送該案件的新版本。請重新載入，按最新內容決定。',
  ESCALATION_NOT_OPEN: '該案件目前不能辦理此步驟：已作決定，或沒有待覆核的意見。請重新載入。',
  HEAD_OFFICE_DATABASE_OTHER: '該資料庫屬於另一總行。請在 DATABASE_URL 中指定空庫或本總行的庫。',
  MESSAGE_INVALID: '報文不符合約定（{field}）。請核對兩端的軟體版本。',
  OFFICE_USER_NOT_FOUND: '沒有此使用者。請重新整理列表。',
  OFFICE_USER_TAKEN: '使用者名已被使用，請另選。',
  PACK_INVALID: '檔案 {file} 不能使用：{reason}。請改正後重新上傳。',
  PACK_NOT_FOUND: '沒有此草稿。請重新整理列表。',
  PACK_NOT_NEWER: '版本 {version} 或更新的版本已釋出，請使用下一個版本號。',
  PART_NOT_ANNOUNCED: '沒有已登記的封套包含此分片。請先重新登記封套，再發送分片。',
  QUARANTINE_NOT_FOUND: '該紀錄已處理或不存在。請重新整理列表。',
  TOKEN_UNKNOWN: '設備連線已結束，請重新問候。',
  TOO_MANY_REQUESTS: '請求過於頻繁，請一分鐘後再試。',
} as const
