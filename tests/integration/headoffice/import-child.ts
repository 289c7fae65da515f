import { appendFileSync } from 'node:fs'
import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

/** Head office in a process of its own that is killed before its n-th step on the disk. Arguments: data folder, batches, step, log. */
const [data = '', batches = '', step = '0', log = ''] = process.argv.slice(2)
let steps = 0
type Step = (...given: unknown[]) => Promise<unknown>
for (const name of ['open', 'rename', 'rm', 'mkdir', 'truncate'] as const) {
  const real = fs[name] as unknown as Step
  const counted: Step = (...given) => {
    if (++steps === Number(step)) process.kill(process.pid, 'SIGKILL')
    return real(...given)
  }
  Object.assign(fs, { [name]: counted })
}
syncBuiltinESMExports()

const { openHeadOffice } = await import('../../../headoffice/head-office.ts')
const opened = await openHeadOffice(data, () => '2026-11-23T08:00:00Z', process.env.OFFICE_DATABASE ? { databaseUrl: process.env.OFFICE_DATABASE } : {})
if (!opened.ok) throw new Error(opened.error.code)
const report = await opened.value.importBatches(batches)
if (!report.ok) throw new Error(report.error.code)
for (const line of report.value.batches) if ('outcome' in line) appendFileSync(log, `${line.outcome.state}\n`)
await opened.value.close()
appendFileSync(log, `steps ${steps}\n`)
