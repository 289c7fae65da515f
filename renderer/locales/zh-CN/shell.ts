/** The frame of the window: box, bar, status. */
export const shell = {
  omni: '姓名、证件号、业务编号或交易代码',
  groups: { go: '前往', find: '业务', do: '本页可办' },
  nothing: '没有找到“{text}”',
  personMenu: '本人',
  scanUnknown: '本支行没有编号 {text}',
  notices: '提醒 {n} 条',
  noNotices: '没有提醒',
  waiting: '{n} 笔待办',
  notice: { returned: '{by} 退回', toSeal: '{n} 批待封装', unanswered: '{n} 批未收到回执' },
  weekdays: { 0: '周日', 1: '周一', 2: '周二', 3: '周三', 4: '周四', 5: '周五', 6: '周六' },
  training: { tag: '培训', note: '当前为培训：单证带“培训”字样，不与总行往来', enter: '进入培训', leave: '退出培训' },
  leave: { title: '离开会丢失改动', lead: '以下各栏已改动、未提交：', stay: '留下', discard: '放弃改动' },
}
