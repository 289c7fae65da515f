import { expect, it } from 'vitest'
import { createI18n } from 'vue-i18n'
import { checkNewPassword } from '../../../core/people/password-rule.ts'
import type { Refused } from '../../../headoffice/console/api.ts'
import { messages } from '../../../headoffice/console/locales/messages.ts'
import { refusalWords } from '../../../headoffice/console/refusal-words.ts'

function speak(locale: 'zh-CN' | 'en'): (refusal: Refused) => string {
  const { t, te } = createI18n({ legacy: false, locale, messages }).global
  return refusalWords({ t: (key, named = {}) => t(key, named), te: (key) => te(key) })
}
const [chinese, english] = [speak('zh-CN'), speak('en')]

it('the console says money in yuan, not in fen', () => {
  const refusal = { code: 'PAYEE_ABOVE_LOAN', details: { field: 'amountFen', payeeFen: 20_000_000 } }
  expect(chinese(refusal)).toContain('收款人金额为 200,000.00 元')
  expect(english(refusal)).toContain('200,000.00')
})

it('the console says what a password lacks in words, with the figure', () => {
  const weak = checkNewPassword('admin', { staffNo: 'admin', staffName: '系统管理' })
  if (weak.ok) throw new Error('it is weak')
  expect(chinese(weak.error)).toBe('不能用作密码：不足 10 位、大写、小写、数字、符号不足三类、含用户名。请另选一个。')
  expect(english(weak.error)).toBe(
    'Not fit to be a password: fewer than 10 characters, fewer than three of upper case, lower case, digits and symbols, holds the user name. Choose another.',
  )
})

it('what was typed and cannot be taken is named, and no version of the software is blamed', () => {
  const refusal = (field: string): Refused => ({ code: 'MESSAGE_INVALID', details: { field } })
  expect(chinese(refusal('body.files.0.text'))).toBe('有文件为空，或超过 4000000 个字符。请改正后再试。')
  expect(chinese(refusal('body.files.12.name'))).toContain('文件名只能用小写字母')
  expect(english(refusal('body.userId'))).toContain('A user name has 2 to 40')
  for (const say of [chinese, english]) {
    expect(say(refusal('params.rev'))).toContain('params.rev')
    expect(say(refusal('body'))).not.toMatch(/版本|version/)
  }
})

it('a body above the limit speaks of files, not of a batch', () => {
  const refusal = { code: 'BATCH_TOO_LARGE', details: { what: 'message', limit: 0 } }
  for (const say of [chinese, english]) expect(say(refusal)).toMatch(/16 MB/)
  expect(chinese(refusal)).not.toContain('批次')
})

it('a code without words is named', () => {
  expect(chinese({ code: 'SOMETHING_NEW', details: {} })).toBe('服务拒绝了该操作（SOMETHING_NEW）。')
})
