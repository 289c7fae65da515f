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
  unfit: '不符合要求，見上。',
  done: '密碼已變更，下次登入用新密碼',
  own: '本人密碼',
  chooseTitle: '設定本人的密碼',
  dueLead: {
    GIVEN: '現用密碼另有一人知道，只用於設定新密碼。設好後才能辦業務。',
    EXPIRED: '密碼已到期。設好新密碼後才能辦業務。',
  },
  asked: '新密碼的要求',
  rules: {
    length: '至少 10 位，不同的字元至少 5 個',
    classes: '大寫、小寫、數字、符號中的三類',
    person: '不含員工編號、姓名',
    history: '最近 5 次用過的不能再用',
  },
  choose: '設好並進入',
  endsIn: '密碼還有 {n} 天到期',
  problems: {
    TOO_SHORT: '不足 {minLength} 位',
    TOO_LONG: '超過 200 位',
    TOO_FEW_CLASSES: '大寫、小寫、數字、符號不足三類',
    TOO_FEW_CHARACTERS: '不同的字元不足 5 個',
    CONTAINS_STAFF_NO: '含員工編號',
    CONTAINS_NAME: '含姓名',
    SAME_AS_BEFORE: '與原密碼相同',
    USED_BEFORE: '最近 5 次用過',
  },
} satisfies typeof zh
