/** The intake form beyond its fields. */
export const intake = {
  sections: '表單區段',
  nextSection: '下一區段',
  previousSection: '上一區段',
  side: '問題與提醒',
  nothing: '離開一欄即檢查。有問題會列在這裡，點一下回到那一欄。',
  sound: '沒有發現問題，可以提交。',
  tellerSubmits: '提交受理由櫃員辦理；草稿已存，櫃員在「我的待辦」裡接著辦。',
  split: { title: '拆分填入', accept: '填入', undo: '復原填入' },
  id: {
    born: '{date} 出生',
    sex: { M: '男', F: '女' },
    place: '{names}',
    placeGone: '{names}（代碼已撤銷，原名）',
    placeMoved: '{names}（代碼已撤銷，現屬{successor}）',
    region: '行政區劃 {code}',
  },
  submitted: '已受理：{name}',
  unsaved: '未存',
}
