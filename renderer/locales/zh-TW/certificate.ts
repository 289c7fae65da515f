/** The certificate that signs electronic copies: on the settings page and beside the signing register. */
export const certificate = {
  title: '簽章憑證',
  lead: '用於簽署契約的電子文本。憑證檔案始終由其密碼鎖定；每次簽章都要輸入密碼，密碼不儲存。',
  none: '尚未設定',
  holder: '持有者',
  valid: '有效期',
  validOf: '{from} 至 {to}',
  setBy: '{name} 於 {at} 設定',
  password: '憑證密碼',
  choose: '選取檔案並設定…',
  changed: '憑證已設定',
  copies: '電子文本憑證簽章',
  copiesLead: '用 {holder} 的憑證簽署本案各份契約的電子文本；歸檔和上報的即為簽章後的文本。',
  sign: '簽署電子文本',
  signing: '正在簽章…',
  signed: '{holder} 於 {at} 簽章',
  done: '已簽署 {n} 份契約',
}
