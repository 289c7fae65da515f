/** Changing one's own password. */
export const password = {
  change: '修改口令',
  lead: '口令只有本人知道；忘记时由另一人批准重置。',
  title: '修改口令',
  current: '原口令',
  next: '新口令',
  again: '再输一次新口令',
  differs: '两次输入的新口令不一样。',
  wrong: '原口令不对。检查大小写锁定和输入法后重输。',
  done: '口令已修改，下次登录用新口令',
}
