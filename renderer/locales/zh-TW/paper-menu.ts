/** Papers that are made when somebody asks for them. */
export const paperMenu = {
  title: '出具文書',
  settle: '出具結清文書…',
  dun: '出具催收通知書…',
  settledOn: '結清日期',
  reference: '核心系統結清憑證號',
  reason: '再出原因',
  releaseReason: '最高額擔保註銷原因（不填則保留）',
  settles: '結清證明出具後，本筆業務轉為「結清」，不再催收，不能退回。',
  maximumStays: '擔保為最高額擔保（{ceiling} 元，{from} 至 {to}）：結清本筆借款不使其消滅，只出具結清證明。債權已確定且全部清償、需一併註銷的，寫明原因。',
  firstUnpaid: '從第幾期起未還',
  payBy: '限期還款日',
  print: '列印',
}
