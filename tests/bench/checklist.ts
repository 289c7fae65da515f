import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { Checklist } from '../../core/completeness/checklist.ts'
import type { Paper } from '../../core/completeness/paper.ts'
import { checkCompleteness } from '../../core/completeness/report.ts'
import { smallestShortfall } from '../../core/completeness/shortfall.ts'
import { TRUTH_TABLE } from '../fixtures/checklist/truth-table.ts'
import { today } from '../unit/completeness/example-case.ts'
import { type BenchRow, median, row } from './row.ts'

const ROUNDS = 7
const MANY = 10_000
/** Per case: what one case costs must not grow with how many are checked. */
const GROWTH_TARGET = 1.5
/** A whole shortfall against the report it is read from. */
const SHORTFALL_TARGET = 3

const checklist = Checklist.parse(parse(readFileSync(join(import.meta.dirname, '../../templates/checklists/first-loan.v2.yaml'), 'utf8')))

/** Two papers for every required item, as a case in the middle of its life has: one good, one refused. */
const cases = TRUTH_TABLE.map(({ facts }) => {
  const papers = checkCompleteness(checklist, facts, [], { today })
    .lines.filter((line) => line.required)
    .flatMap((line, index): Paper[] =>
      (['OK', 'DEFECT'] as const).map((verdict) => ({
        id: `${index}-${verdict}`,
        itemId: line.itemId,
        party: line.party,
        form: 'O',
        pages: 3,
        issuedOn: today,
        expiresOn: null,
        signedBy: line.signers,
        verdict,
        defects: verdict === 'OK' ? [] : ['E06'],
      })),
    )
  return { facts, papers: papers.filter((_, index) => index % 5 !== 0) }
})

function checkSome(count: number): number {
  let open = 0
  const start = performance.now()
  for (let index = 0; index < count; index++) {
    const one = cases[index % cases.length]
    if (one) open += checkCompleteness(checklist, one.facts, one.papers, { today }).lines.length
  }
  if (open === 0) throw new Error('nothing was checked')
  return ((performance.now() - start) * 1000) / count
}

function shortfalls(): number {
  const reports = cases.map(({ facts, papers }) => checkCompleteness(checklist, facts, papers, { today }))
  const start = performance.now()
  for (const report of reports) smallestShortfall(report, 'DISBURSE')
  return ((performance.now() - start) * 1000) / reports.length
}

/** What the checklist of one case costs, alone and among ten thousand, and what the smallest shortfall adds. */
export async function benchChecklist(): Promise<BenchRow[]> {
  const times: [number[], number[], number[]] = [[], [], []]
  checkSome(cases.length)
  for (let round = 0; round < ROUNDS; round++) {
    times[0].push(checkSome(cases.length))
    times[1].push(checkSome(MANY))
    times[2].push(shortfalls())
  }
  const one = median(times[0])
  return [
    row({ name: 'checklist of a case, among 10,000 against 420', unit: 'µs', value: median(times[1]), baseline: one, target: GROWTH_TARGET }),
    row({ name: 'smallest shortfall of a case against its checklist', unit: 'µs', value: median(times[2]), baseline: one, target: SHORTFALL_TARGET }),
  ]
}
