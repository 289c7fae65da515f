import { describe, expect, it } from 'vitest'
import { createI18n } from 'vue-i18n'
import { approvedTerms } from '../../../core/contract/approved-terms.ts'
import { refusalWords } from '../../../renderer/composables/refusal-words.ts'
import { termField, termValue } from '../../../renderer/composables/term-words.ts'
import en from '../../../renderer/locales/en/messages.ts'
import zhCN from '../../../renderer/locales/zh-CN/messages.ts'
import zhTW from '../../../renderer/locales/zh-TW/messages.ts'
import { combinations } from '../../fixtures/paper/combinations.ts'
import { mortgageTerms, soleTraderTerms } from '../../fixtures/paper/terms.ts'

const locales = { 'zh-CN': zhCN, 'zh-TW': zhTW, en }
function speaker(locale: keyof typeof locales) {
  const { t, te } = createI18n({ legacy: false, locale, messages: locales }).global
  return { t: (key: string, details?: Record<string, string>) => t(key, details ?? {}), te: (key: string) => te(key) }
}
const leaves = (value: unknown, path = ''): string[] =>
  value !== null && typeof value === 'object' && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, part]) => leaves(part, path === '' ? key : `${path}.${key}`))
    : [path]
const PATHS = new Set([mortgageTerms(), soleTraderTerms(), ...combinations().map(({ terms }) => terms)].flatMap((terms) => leaves(approvedTerms(terms))))

describe('a field of the approved terms', () => {
  it.each(['zh-CN', 'zh-TW', 'en'] as const)('has its name on screen in %s, each another', (locale) => {
    const field = termField(speaker(locale))
    expect([...PATHS].filter((path) => field(path) === path)).toEqual([])
    expect(new Set([...PATHS].map(field)).size).toBe(PATHS.size)
  })

  it('is named part by part, persons counted from one', () => {
    const field = termField(speaker('zh-CN'))
    expect([field('guarantors.0.spouse.phone'), field('loan.rate.annualRate'), field('loan.payee.account')]).toEqual([
      '保证人 1 配偶 电话',
      '年利率',
      '收款人 账号',
    ])
    expect(field('no.such.field')).toBe('no.such.field')
  })

  it('says money in yuan, rates in percent, codes by their words, and nothing as nothing', () => {
    const value = termValue(speaker('zh-CN'))
    expect([value('loan.amountFen', 30_000_000), value('loan.rate.annualRate', 43_500), value('loan.method', 'BUL'), value('spouse.name', null)]).toEqual([
      '300,000.00',
      '4.35%',
      '到期一次还本付息',
      '无',
    ])
    expect([value('house.leased', true), value('security', 'GUARANTEE'), value('borrower.name', '测试甲')]).toEqual(['是', '保证', '测试甲'])
  })

  it('is named in the refusal, and never by what was asked for at intake', () => {
    const words = refusalWords(speaker('zh-CN'))
    expect(words({ code: 'TERMS_DIFFER', details: { fields: ['loan.amountFen', 'seal'] } })).toBe(
      '审批签封之后要素有变动：金额（元）, 签封。改回原样，或退回重新审批。',
    )
  })
})
