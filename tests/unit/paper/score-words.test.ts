import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Characteristic, Scorecard } from '../../../core/product/scorecard.ts'
import { RATIO_WITHOUT_BASE } from '../../../core/scoring/debt-ratio.ts'
import { scoreFactWords } from '../../../templates/layout/score-words.ts'

const cards = ['fl-ind-1', 'fl-biz-1'].map((name) => Scorecard.parse(parse(readFileSync(`templates/scorecards/${name}.yaml`, 'utf8'))))
const characteristics = cards.flatMap((card) => card.characteristics)
const of = (code: string): Characteristic => {
  const found = characteristics.find((one) => one.code === code)
  if (!found) throw new Error(`no characteristic ${code}`)
  return found
}

describe('the score sheet', () => {
  it('prints no code: every word of both cards has Chinese words', () => {
    for (const characteristic of characteristics) {
      if (characteristic.kind !== 'WORD') continue
      for (const word of characteristic.bins.flatMap((bin) => bin.is)) {
        expect(scoreFactWords(characteristic, word), `${characteristic.code} ${word}`).toMatch(/\p{Script=Han}/u)
      }
    }
  })
  it.each([
    ['AGE', 36, '36 周岁'],
    ['MONTHS_IN_CITY', 254, '254 个月'],
    ['DTI', 4497, '44.97%'],
    ['TURNOVER_TREND', -30, '-30%'],
    ['NET_MARGIN', -5, '-0.05%'],
    ['DSCR', 120, '1.20 倍'],
    ['ENQUIRIES', 0, '0 次'],
    ['DTI', RATIO_WITHOUT_BASE, '无可比基数'],
  ])('prints %s %i in its unit: %s', (code, fact, words) => {
    expect(scoreFactWords(of(code), fact)).toBe(words)
  })
})
