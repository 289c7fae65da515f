/** Papers that are made when somebody asks for them. */
export const paperMenu = {
  title: '出具文書',
  settle: '出具結清文書…',
  dun: '出具催收通知書…',
  settledOn: '結清日期',
  reference: '核心系統結清憑證號',
  reason: '再出原因',
  firstUnpaid: '從第幾期起未還',
  payBy: '限期還款日',
  print: '列印',
}
