import { beforeAll, describe, expect, it } from 'vitest'
import { LONGEST } from '../../../core/bridge/people-calls.ts'
import { fen, formatFen } from '../../../core/kernel/fen.ts'
import { countCharacters } from '../../../electron/services/paper-text.ts'
import { costDisclosure, loanContract, mortgageContract, repaymentSchedule } from '../../../electron/services/papers.ts'
import type { PdfPrinter } from '../../../electron/services/pdf-printer.ts'
import { readPages } from '../../../electron/services/pdf-reread.ts'
import { listTable } from '../../../templates/layout/tables.ts'
import { CLAUSES } from '../../fixtures/paper/clauses.ts'
import { everyPlaceNamed } from '../../fixtures/paper/every-place-named.ts'
import { bare, CREATED, openPrinter, printBare, printOk, textOf } from '../../fixtures/paper/printer.ts'
import { mortgageTerms } from '../../fixtures/paper/terms.ts'

let printer: PdfPrinter
beforeAll(async () => {
  printer = await openPrinter()
})

/** 50 characters, each of another code point, from the rare ends of the repertoire a name may have. */
const RARE = '䶮㛃㼆鿏𠅤𣲗𨱇𪟝𪾢𫖮𫖳𫘧𫟼𬀩𬍡𬘭𬬭𬭎𬭸𬱖𬱟𭕄𫄨𫄷𫄸𫇭𫌀𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖯𫗧𫗴𫘜𫘝𫘦𬜬𬬻𬭼'

describe('papers at the ends of what a case may carry', () => {
  it('prints a name of 50 rare characters, whole, wherever it stands', async () => {
    expect([...RARE]).toHaveLength(50)
    expect(printer.undrawable(RARE)).toEqual([])
    const terms = mortgageTerms()
    for (const make of [loanContract, mortgageContract, costDisclosure]) {
      const paper = make({ ...terms, borrower: { ...terms.borrower, name: RARE } }, CLAUSES)
      expect(await textOf((await printOk(printer, paper)).bytes), paper.kind).toContain(RARE)
    }
  })

  it('prints such a name in every place a name can stand, each party, company and member of staff under one of his own', async () => {
    const places: string[] = []
    const nameOf = (place: string): string => {
      if (!places.includes(place)) places.push(place)
      const at = places.indexOf(place)
      return [...RARE].map((_, index, all) => all[(index * 7 + at) % all.length]).join('')
    }
    const papers = everyPlaceNamed(nameOf)
    expect(new Set(places.map(nameOf)).size, 'one name a place').toBe(places.length)
    expect([papers.length, places.length]).toEqual([28, 30])
    for (const { paper, names } of papers) {
      const text = await textOf((await printOk(printer, paper)).bytes)
      expect(
        places.filter((place) => names.includes(nameOf(place)) && !text.includes(nameOf(place))),
        `${paper.kind} leaves out`,
      ).toEqual([])
    }
  })

  it('prints the longest names bank and branch may have at the head of every page, of wide characters and of foreign words', async () => {
    const terms = mortgageTerms()
    for (const written of [`${RARE}${RARE}`, 'WMW '.repeat(LONGEST.bankName)]) {
      const [bank, branch] = [LONGEST.bankName, LONGEST.branchName].map((most) => [...written].slice(0, most).join('').trim())
      for (const make of [loanContract, mortgageContract, costDisclosure]) {
        const paper = make({ ...terms, lender: { ...terms.lender, bank: bank ?? '', branch: branch ?? '' } }, CLAUSES)
        const head = `${bank}${branch}`.replace(/\s/g, '')
        for (const page of await readPages((await printOk(printer, paper)).bytes)) expect(page.replace(/\s/g, ''), paper.kind).toContain(head)
      }
    }
  })

  it('lays out an address of 2,000 characters to the last', async () => {
    const terms = mortgageTerms()
    const address = `${'示例市示范区样板街道'.repeat(199)}甲乙丙丁戊己庚辛壬癸`
    expect(address).toHaveLength(2000)
    const paper = mortgageContract({ ...terms, borrower: { ...terms.borrower, address }, house: terms.house && { ...terms.house, address } }, CLAUSES)
    const text = await textOf((await printOk(printer, paper)).bytes)
    const [needed, found] = [countCharacters([address]), countCharacters([text])]
    for (const [character, count] of needed) expect(found.get(character)).toBeGreaterThanOrEqual(count * 2)
  })

  it('lays out a list of 200 pages: every row on paper once, a head on each page, in one verified file', async () => {
    const rows = Array.from({ length: 7650 }, (_, at) => [String(at + 1), `2026-11-${(at % 28) + 1}`, '8,168.49', '362.50', '8,530.99'])
    const heads = ['期次', '到期日', '本金', '利息', '合计'].map((head) => ({ head, width: '*' as const }))
    const printed = await printBare(printer, [listTable(heads, rows)])
    if (!printed.ok) return expect.fail(printed.error.code)
    expect(printed.value.pages).toBeGreaterThanOrEqual(200)
    const pages = (await readPages(printed.value.bytes)).map((page) => page.replace(/\s/g, ''))
    expect(pages.every((page) => page.includes('到期日'))).toBe(true)
    expect(countCharacters(pages).get('合')).toBe(printed.value.pages)
    expect(pages.join('').split('8,530.99').length - 1).toBe(rows.length)
  })

  it('prints a schedule of 360 instalments with its head on every page', async () => {
    const { bytes, pages } = await printOk(printer, repaymentSchedule(mortgageTerms({}, 360)))
    const text = await textOf(bytes)
    expect(text.match(/剩余本金（元）/g)?.length).toBeGreaterThanOrEqual(pages - 1)
    expect(text).toContain('3602056-11-30')
  })

  it('carries the totals of a long schedule from page to page, whatever room the debtor’s name takes', async () => {
    const terms = mortgageTerms({}, 360)
    for (const name of [terms.borrower.name, '测'.repeat(50)]) {
      const { bytes } = await printOk(printer, repaymentSchedule({ ...terms, borrower: { ...terms.borrower, name } }))
      const pages = (await readPages(bytes)).map((page) => page.replace(/\s/g, ''))
      const sums = (words: string): (string | null)[] => pages.map((page) => new RegExp(`${words}／／((?:[\\d,]+\\.\\d\\d){4})`).exec(page)?.[1] ?? null)
      const [over, forward] = [sums('过次页'), sums('承前页')]
      const rows = pages.map((page) => page.match(/20\d\d-\d\d-\d\d/g)?.length ?? 0)
      expect(rows.reduce((sum, count) => sum + count)).toBe(360)
      let [done, principal, interest] = [0, 0, 0]
      for (const [at, count] of rows.entries()) {
        if (at > 0 && count > 0) expect(forward[at]).toBe(over[at - 1])
        for (const row of terms.schedule.slice(done, done + count)) [principal, interest] = [principal + row.principalFen, interest + row.interestFen]
        done += count
        const balance = terms.schedule[done - 1]?.balanceFen
        if (done < 360) expect(over[at]).toBe([principal, interest, principal + interest, balance].map((amount) => formatFen(fen(amount ?? -1))).join(''))
        else expect(over[at]).toBeNull()
      }
    }
  })

  it('prints eleven mortgagors, each with a place to sign', async () => {
    const terms = mortgageTerms()
    const coOwners = Array.from({ length: 10 }, (_, index) => ({ ...terms.borrower, name: `共有人测试${index}`, idNumber: `11010119900307${4000 + index}` }))
    const text = await textOf((await printOk(printer, mortgageContract({ ...terms, spouse: null, coOwners }, CLAUSES))).bytes)
    expect(text.match(/手印：/g)).toHaveLength(11)
  })

  it('reads a Kangxi radical as the character it looks like', async () => {
    const printed = await printBare(printer, ['常⽤字'])
    expect(printed.ok && (await textOf(printed.value.bytes))).toContain('常用字')
  })

  it('keeps papers apart that are printed at the same time', async () => {
    const words = ['甲', '乙', '丙', '丁', '戊']
    const printed = await Promise.all(words.map((word) => printer.print({ definition: bare([word.repeat(300)]), title: 'queue', marks: ['JK1'] }, CREATED)))
    for (const [index, result] of printed.entries()) {
      const text = result.ok ? await textOf(result.value.bytes) : ''
      expect(countCharacters([text]).get(words[index] ?? '')).toBe(300)
    }
  })
})
