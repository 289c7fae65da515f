/** Papers that are made when somebody asks for them. */
export const paperMenu = {
  title: '出具文书',
  settle: '出具结清文书…',
  dun: '出具催收通知书…',
  settledOn: '结清日期',
  reference: '核心系统结清凭证号',
  reason: '再出原因',
  releaseReason: '最高额担保注销原因（不填则保留）',
  settles: '结清证明出具后，本笔业务转为「结清」，不再催收，不能退回。',
  maximumStays: '担保为最高额担保（{ceiling} 元，{from} 至 {to}）：结清本笔借款不使其消灭，只出具结清证明。债权已确定且全部清偿、需一并注销的，写明原因。',
  firstUnpaid: '从第几期起未还',
  payBy: '限期还款日',
  print: '打印',
}
