import type { password as zh } from '../zh-CN/password.ts'

export const password = {
  change: '變更密碼',
  lead: '密碼只有本人知道；忘記時由另一人核准重設。',
  title: '變更密碼',
  current: '原密碼',
  next: '新密碼',
  again: '再輸入一次新密碼',
  differs: '兩次輸入的新密碼不一樣。',
  wrong: '原密碼不對。檢查大小寫鎖定和輸入法後重輸。',
  done: '密碼已變更，下次登入用新密碼',
} satisfies Record<keyof typeof zh, string>
