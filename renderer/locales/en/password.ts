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
  unfit: 'Not what is asked for, see above.',
  done: 'Password changed; sign in with the new one from now on',
  own: 'Your own password',
  chooseTitle: 'Choose your own password',
  dueLead: {
    GIVEN: 'Somebody else knows the password you have; it serves only for choosing your own. Nothing else opens before.',
    EXPIRED: 'Your password has run out. Choose a new one; nothing else opens before.',
  },
  asked: 'What the new password needs',
  rules: {
    length: 'At least 10 characters, 5 of them different',
    classes: 'Three of: upper case, lower case, digit, symbol',
    person: 'Without staff number or name',
    history: 'None of the last 5',
  },
  choose: 'Save and go in',
  endsIn: 'Days your password still serves: {n}',
  problems: {
    TOO_SHORT: 'fewer than {minLength} characters',
    TOO_LONG: 'more than 200 characters',
    TOO_FEW_CLASSES: 'fewer than three of upper case, lower case, digits and symbols',
    TOO_FEW_CHARACTERS: 'fewer than 5 different characters',
    CONTAINS_STAFF_NO: 'it holds the staff number',
    CONTAINS_NAME: 'it holds the name',
    SAME_AS_BEFORE: 'it is the one in use',
    USED_BEFORE: 'it is one of the last 5',
  },
} satisfies typeof zh
