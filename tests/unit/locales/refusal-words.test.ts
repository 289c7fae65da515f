import { expect, it } from 'vitest'
import { createI18n } from 'vue-i18n'
import { ERROR_CODES } from '../../../core/errors.ts'
import type { Refusal } from '../../../core/kernel/result.ts'
import { refusalWords } from '../../../renderer/composables/refusal-words.ts'
import en from '../../../renderer/locales/en/messages.ts'
import zhCN from '../../../renderer/locales/zh-CN/messages.ts'

function speak(locale: 'zh-CN' | 'en'): (refusal: Refusal) => string {
  const { t, te } = createI18n({ legacy: false, locale, messages: { 'zh-CN': zhCN, en } }).global
  return refusalWords({ t: (key, details) => t(key, details ?? {}), te: (key) => te(key) })
}

it('names the field and what is wrong with it in the words of the form', () => {
  const refusal: Refusal = { code: 'FIELD_INVALID', details: { field: 'loan.tenorMonths', reason: 'TENOR_ABOVE_PRODUCT', maxMonths: 60 } }
  expect(speak('zh-CN')(refusal)).toBe('期限（月）有误：超过本产品最长期限 60 个月。改正后再办。')
  expect(speak('en')(refusal)).toBe("Term (months) is wrong: longer than the product's longest term, 60 months. Correct it and go on.")
})

it('names the data of head office that does not hold, and the tab that says why', () => {
  const refusal: Refusal = { code: 'REFERENCE_DATA_MISFIT', details: { kind: 'RISK_LISTS' } }
  expect(speak('zh-CN')(refusal)).toMatch(/（风险名单）.*「参数包」/)
  expect(speak('en')(refusal)).toMatch(/\(Risk lists\).*“Reference packs”/)
})

it('names what is wrong in the register of a signing, one of the signers by the list they stand in', () => {
  const wrong = (field: string, reason: string): Refusal => ({ code: 'FIELD_INVALID', details: { field: `register.${field}`, reason } })
  expect(speak('zh-CN')(wrong('witness', 'WITNESS_MISSING'))).toBe('第二见证人有误：须另有一名本行人员在场见证。改正后再办。')
  expect(speak('en')(wrong('signers.0.idChecked', 'SIGNER_NOT_CHECKED'))).toContain('Signers, identity checked is wrong')
})

it('counts what holds the day open', () => {
  const refusal: Refusal = {
    code: 'DAY_CLOSE_BLOCKED',
    details: { businessDate: '2026-11-23', blockers: ['UNPOSTED_DISBURSEMENT:2', 'UNCHECKED_MAKER_ITEM:1'] },
  }
  expect(speak('zh-CN')(refusal)).toContain('2026-11-23 还不能日终：已审核未放款:2, 经办未复核:1。')
})

it('says why a case leaves the branch, and which hard rule refuses it', () => {
  expect(speak('zh-CN')({ code: 'AUTHORITY_EXCEEDED', details: { level: 'HEAD_OFFICE_DEPARTMENT', because: ['EXPOSURE', 'GRADE'] } })).toContain(
    '敞口超限, 评分等级',
  )
  expect(speak('en')({ code: 'HARD_RULE_HIT', details: { codes: ['R08'] } })).toContain('Consumption restricted')
})

it('says which condition of release is open and whose turn it is', () => {
  const refusal: Refusal = { code: 'CONDITIONS_OPEN', details: { conditions: ['DOCUMENTS_COMPLETE: D610/B (TELLER)'] } }
  expect(speak('zh-CN')(refusal)).toContain('资料齐备: D610/B (柜员)')
})

it('names the papers that are missing, and whose they are when not the borrower’s', () => {
  const { t, te } = createI18n({ legacy: false, locale: 'zh-CN', messages: { 'zh-CN': zhCN } }).global
  const names: Record<string, string> = { D101: '贷款申请书', D102: '借款人身份证件' }
  const wordsOf = refusalWords({ t: (key, details) => t(key, details ?? {}), te: (key) => te(key), item: (itemId) => names[itemId] ?? itemId })
  const refusal: Refusal = { code: 'SUBMISSION_PAPERS_MISSING', details: { items: ['D101/B', 'D102/SP', 'D999/B'] } }
  expect(wordsOf(refusal)).toBe('提交申请前须收取：贷款申请书, 借款人身份证件 (配偶), D999。收齐后再提交。')
})

it('names each field of terms that do not hold', () => {
  const refusal: Refusal = { code: 'TERMS_INVALID', details: { issues: ['loan.tenorMonths TENOR_INVALID'] } }
  expect(speak('zh-CN')(refusal)).toContain('期限（月） 期限须为 1 至 360 个月')
})

it('says what is wrong with the database, and shows what has no word as it came', () => {
  expect(speak('zh-CN')({ code: 'DATABASE_DAMAGED', details: { problem: 'PAGES' } })).toContain('数据库有损坏的页')
  expect(speak('zh-CN')({ code: 'RESTORE_SWAP_FAILED', details: { reason: 'EBUSY' } })).toContain('EBUSY')
})

it.each(['zh-CN', 'en'] as const)('speaks for every refusal in %s', (locale) => {
  for (const code of ERROR_CODES) expect(speak(locale)({ code, details: {} }), code).not.toBe(code)
})

it('says who saved the case first, and when by the clock of China', () => {
  const details = { version: 2, changedBy: '赵敏', changedByNo: 'C0201', changedAt: '2026-11-23T16:05:00.000Z' }
  expect(speak('zh-CN')({ code: 'STALE_VERSION', details })).toContain('赵敏（C0201）已于 2026-11-24 00:05 先保存')
  expect(speak('en')({ code: 'STALE_VERSION', details })).toContain('赵敏 (C0201) saved this case before you, at 2026-11-24 00:05.')
})
