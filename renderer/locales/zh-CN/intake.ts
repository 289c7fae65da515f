/** The intake form beyond its fields. */
export const intake = {
  sections: '表单分区',
  nextSection: '下一分区',
  previousSection: '上一分区',
  side: '问题与提醒',
  nothing: '离开一栏即检查。有问题会列在这里，点一下回到那一栏。',
  sound: '没有发现问题，可以提交。',
  tellerSubmits: '提交受理由柜员办理；草稿已存，柜员在「我的待办」里接着办。',
  split: { title: '拆分填入', accept: '填入', undo: '撤销填入' },
  id: {
    born: '{date} 出生',
    sex: { M: '男', F: '女' },
    place: '{names}',
    placeGone: '{names}（代码已撤销，原名）',
    placeMoved: '{names}（代码已撤销，现属{successor}）',
    region: '行政区划 {code}',
  },
  submitted: '已受理：{name}',
  unsaved: '未存',
}
