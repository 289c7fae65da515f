import { expect, it } from 'vitest'
import { locales, placeholders } from './flatten.ts'

const { 'zh-CN': zh, 'zh-TW': tw, en } = locales

it('says everything in every language', () => {
  expect([...en.keys()].sort()).toEqual([...zh.keys()].sort())
  expect([...tw.keys()].sort()).toEqual([...zh.keys()].sort())
})

it('leaves nothing unsaid', () => {
  for (const [locale, messages] of Object.entries(locales)) {
    for (const [path, text] of messages) expect(text.trim(), `${locale} ${path}`).not.toBe('')
  }
})

it('puts the same figures into a sentence in every language', () => {
  for (const [path, text] of zh) {
    expect(placeholders(en.get(path) ?? ''), path).toEqual(placeholders(text))
    expect(placeholders(tw.get(path) ?? ''), path).toEqual(placeholders(text))
  }
})

it('holds no mark that the message format would read as its own', () => {
  for (const [locale, messages] of Object.entries(locales)) {
    for (const [path, text] of messages) {
      expect(text, `${locale} ${path}`).not.toMatch(/[@|$]/)
      expect(text.replace(/\{\w+\}/g, ''), `${locale} ${path}`).not.toMatch(/[{}]/)
    }
  }
})

it('speaks Chinese plainly: no flattery, no shouting', () => {
  for (const [path, text] of zh) expect(text, path).not.toMatch(/[您！!]/)
})

it('keeps Chinese out of the English words, names of languages apart', () => {
  for (const [path, text] of en) if (!path.startsWith('languages.')) expect(text, path).not.toMatch(/\p{Script=Han}/u)
})

it('speaks Traditional Chinese as Taiwan writes it: no simplified form, no mainland term of the trade', () => {
  const foreign = /[这们业务贷审证资签归档录问题请选择项数据库应该柜户单变显结经额时间]|合同|支行|信息|口令|登录|放款/u
  for (const [path, text] of tw) if (!path.startsWith('languages.')) expect(text, path).not.toMatch(foreign)
})
