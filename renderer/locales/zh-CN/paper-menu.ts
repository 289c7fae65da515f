/** Papers that are made when somebody asks for them. */
export const paperMenu = {
  title: '出具文书',
  settle: '出具结清文书…',
  dun: '出具催收通知书…',
  settledOn: '结清日期',
  reference: '核心系统结清凭证号',
  reason: '再出原因',
  firstUnpaid: '从第几期起未还',
  payBy: '限期还款日',
  print: '打印',
}
