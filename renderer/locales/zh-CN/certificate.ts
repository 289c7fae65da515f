/** The certificate that signs electronic copies: on the settings page and beside the signing register. */
export const certificate = {
  title: '签名证书',
  lead: '用于签署合同的电子文本。证书文件始终由其口令锁定；每次签名都要输入口令，口令不保存。',
  none: '尚未设置',
  holder: '持有者',
  valid: '有效期',
  validOf: '{from} 至 {to}',
  setBy: '{name} 于 {at} 设置',
  password: '证书口令',
  choose: '选取文件并设置…',
  changed: '证书已设置',
  copies: '电子文本证书签名',
  copiesLead: '用 {holder} 的证书签署本业务各份合同的电子文本；归档和上报的即为签名后的文本。',
  sign: '签署电子文本',
  signing: '正在签名…',
  signed: '{holder} 于 {at} 签名',
  done: '已签署 {n} 份合同',
}
