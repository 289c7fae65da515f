import type { password as zh } from '../zh-CN/password.ts'

export const password = {
  change: 'Change password',
  lead: 'Only you know it; a forgotten one is reset with the approval of another person.',
  title: 'Change password',
  current: 'Password now',
  next: 'New password',
  again: 'New password again',
  differs: 'The new password was typed differently the second time.',
  wrong: 'That is not your password now. Check Caps Lock and the input method.',
  done: 'Password changed; sign in with the new one from now on',
} satisfies Record<keyof typeof zh, string>
