import { describe, expect, it } from 'vitest'
import { PageContent } from '../../../electron/services/fast-pdf/content.ts'

const INK = '0.5 w 0 0 0 RG'
const rows = (page: PageContent, tops: readonly number[]): void => {
  for (const y of tops) {
    page.text(800, y + 2, (_, out) => out.push(`row at ${y}`))
    for (const x of [60, 160]) page.rule(INK, { x1: x, y1: y, x2: x, y2: y + 20.5, width: 0.5 })
    for (const x of [60, 110]) page.rule(INK, { x1: x, y1: y + 20.25, x2: x + 50, y2: y + 20.25, width: 0.5 })
  }
}
const operators = (page: PageContent): string[] => page.bytes().toString('latin1').split('\n')

describe('the page of a schedule', () => {
  it('says its rows in one block and draws each rule once, however many cells and rows it runs along', () => {
    const page = new PageContent()
    rows(page, [100, 120.5, 141])
    const levels = ['60 120.25 m 160 120.25 l', '60 140.75 m 160 140.75 l', '60 161.25 m 160 161.25 l']
    const uprights = ['60 100 m 60 161.5 l', '160 100 m 160 161.5 l']
    const text = ['q 1 0 0 -1 0 800 cm BT', 'row at 100', 'row at 120.5', 'row at 141', 'ET Q']
    expect(operators(page)).toEqual([...text, `q ${INK}`, ...levels, ...uprights, 'S Q'])
  })

  it('keeps two tables apart that stand above one another', () => {
    const page = new PageContent()
    rows(page, [100, 300])
    expect(operators(page).filter((line) => line.startsWith('60 ') && line.includes(' m 60 '))).toEqual(['60 100 m 60 120.5 l', '60 300 m 60 320.5 l'])
  })

  it('writes text beside or above a rule after it, for there one may cover the other', () => {
    const page = new PageContent()
    page.rule(INK, { x1: 60, y1: 90, x2: 160, y2: 90, width: 0.5 })
    page.text(800, 90, (_, out) => out.push('words on the rule'))
    expect(operators(page)).toEqual([`q ${INK}`, '60 90 m 160 90 l', 'S Q', 'q 1 0 0 -1 0 800 cm BT', 'words on the rule', 'ET Q'])
  })

  it('fills a ground before the words that stand on it', () => {
    const page = new PageContent()
    page.rule(INK, { x1: 60, y1: 90, x2: 160, y2: 90, width: 0.5 })
    page.fill('0.9 g', '60 100 100 20 re')
    page.text(800, 102, (_, out) => out.push('head'))
    expect(operators(page)).toEqual([`q ${INK}`, '60 90 m 160 90 l', 'S Q', 'q 0.9 g', '60 100 100 20 re', 'f Q', 'q 1 0 0 -1 0 800 cm BT', 'head', 'ET Q'])
  })
})
