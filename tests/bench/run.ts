import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { benchBadLine } from './bad-line.ts'
import { benchBatchBuild } from './batch-build.ts'
import { benchCaseList } from './case-list.ts'
import { benchCasesElsewhere } from './cases-elsewhere.ts'
import { benchChecklist } from './checklist.ts'
import { benchFirstStart, benchListStart } from './cold-start.ts'
import { benchContractEngines } from './contract-engines.ts'
import { benchContractPdf } from './contract-pdf.ts'
import { benchHeadOffice } from './head-office.ts'
import { table } from './report.ts'
import type { BenchRow } from './row.ts'
import { benchScans } from './scans.ts'
import { benchWindow } from './window.ts'

const BENCHES = new Map<string, () => Promise<BenchRow[]>>([
  ['contract-pdf', benchContractPdf],
  ['contract-engines', benchContractEngines],
  ['case-list', benchCaseList],
  ['cases-elsewhere', benchCasesElsewhere],
  ['checklist', benchChecklist],
  ['first-start', benchFirstStart],
  ['list-start', benchListStart],
  ['head-office', benchHeadOffice],
  ['scans', benchScans],
  ['window', benchWindow],
  ['batch', benchBatchBuild],
  ['bad-line', benchBadLine],
])
const USAGE = `usage: npm run bench -- [--json FILE] [--only ${[...BENCHES.keys()].join('|')}]`

function options(): { json: string | undefined; names: string[] } {
  try {
    const { json, only } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } }).values
    if (only !== undefined && !BENCHES.has(only)) throw new Error(`no bench is called ${only}`)
    return { json, names: only === undefined ? [...BENCHES.keys()] : [only] }
  } catch (error) {
    console.error(`bench: ${error instanceof Error ? error.message : error}\n${USAGE}`)
    process.exit(2)
  }
}

const { json, names } = options()
const rows: BenchRow[] = []
for (const name of names) {
  process.stderr.write(`bench: ${name} ...\n`)
  try {
    rows.push(...((await BENCHES.get(name)?.()) ?? []))
  } catch (error) {
    // The other benches have something to say all the same.
    console.error(`bench: ${name} failed:`, error)
    process.exitCode = 1
  }
}
console.log(`\n${table(rows)}`)
if (json !== undefined) writeFileSync(json, `${JSON.stringify(rows, null, 2)}\n`)
