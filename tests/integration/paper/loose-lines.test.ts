import { beforeAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { loadFonts, type PaperFonts } from '../../../electron/services/fonts.ts'
import type { PlacedLine } from '../../../electron/services/layout-capture.ts'
import { loanContract, type Paper, securityContracts } from '../../../electron/services/papers.ts'
import { preparePdfmake, writeOne } from '../../../electron/services/pdf-engine.ts'
import { CLAUSES } from '../../fixtures/paper/clauses.ts'
import { combinations } from '../../fixtures/paper/combinations.ts'
import { bare, CREATED } from '../../fixtures/paper/printer.ts'

let fonts: PaperFonts
beforeAll(async () => {
  fonts = expectOk(await loadFonts(process.cwd()))
  // Stock pdfmake: the patched one is held to the same pixels.
  preparePdfmake(fonts, false)
})

type SetLine = PlacedLine & { readonly inlines: readonly { readonly justifyShift?: number; readonly fontSize?: number }[] }
const linesOf = async (paper: Pick<Paper, 'definition' | 'title' | 'marks'>): Promise<SetLine[]> =>
  expectOk(await writeOne(paper, CREATED, fonts)).pages.flatMap(({ items }) => items.filter(({ type }) => type === 'line').map(({ item }) => item as SetLine))
const textOf = ({ inlines }: SetLine): string => inlines.map(({ text }) => text).join('')
/** Ems between two characters. */
const gapOf = ({ inlines: [, second] }: SetLine): number => (second?.justifyShift ?? 0) / (second?.fontSize ?? 1)
const loan = (kind: string) => combinations().find(({ name }) => name.slice(4).startsWith(kind))?.terms ?? expect.fail(kind)

describe('a line before a contract number that stands whole on the next', () => {
  it('is not torn wide to reach the edge', async () => {
    const vehicle = loan('IND_CONSUME VEHICLE QIO')
    const lines: SetLine[] = []
    for (const paper of [loanContract(vehicle, CLAUSES), ...securityContracts(vehicle, CLAUSES)]) lines.push(...(await linesOf(paper)))
    const before = lines.find((line) => textOf(line).endsWith('另行签订编号为')) ?? expect.fail('no such line')
    expect(gapOf(before)).toBe(0)
    expect(Math.max(...lines.map(gapOf))).toBeLessThanOrEqual(0.15)
  })
  it('leaves the other lines of its paragraph drawn out to the edge', async () => {
    const sentence =
      '甲方按照合法、正当、必要和诚信原则处理乙方的个人信息，另行签订的合同编号为DY1101992026112600125-C；处理的目的、方式、种类、保存期限和乙方的权利以双方签署的同意书为准。'
    const definition = bare([{ text: sentence.repeat(3), alignment: 'justify' }], { defaultStyle: { fontSize: 10.5 } })
    const lines = (await linesOf({ definition, title: 'x', marks: ['JK1'] })).filter((line) => textOf(line).length > 20)
    const drawn = lines.filter((line) => gapOf(line) > 0)
    expect(drawn.length).toBeGreaterThan(2)
    expect(new Set(drawn.map((line) => Math.round(line.x + Math.max(...line.inlines.map(({ x, width }) => x + width))))).size).toBe(1)
  })
})
