/** The frame of the window: box, bar, status. */
export const shell = {
  omni: '姓名、證件號、案件編號或交易代碼',
  groups: { go: '前往', find: '案件', do: '本頁可辦' },
  nothing: '沒有找到「{text}」',
  personMenu: '本人',
  scanUnknown: '本分行沒有編號 {text}',
  notices: '提醒 {n} 條',
  noNotices: '沒有提醒',
  waiting: '{n} 筆待辦',
  notice: { returned: '{by} 退回', toSeal: '{n} 批待封裝', unanswered: '{n} 批未收到回條' },
  weekdays: { 0: '週日', 1: '週一', 2: '週二', 3: '週三', 4: '週四', 5: '週五', 6: '週六' },
  training: { tag: '訓練', note: '目前為訓練：單證帶有訓練字樣，不與總行往來', enter: '進入訓練', leave: '離開訓練' },
  leave: { title: '離開會遺失改動', lead: '以下各欄已改動、未提交：', stay: '留下', discard: '放棄改動' },
}
