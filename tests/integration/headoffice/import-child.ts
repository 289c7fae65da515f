import { appendFileSync } from 'node:fs'
import { countSteps } from '../step-killer.ts'

/** Head office in a process of its own that is killed before its n-th step on the disk or in the database. Arguments: data folder, batches, step, log. */
const [data = '', batches = '', step = '0', log = ''] = process.argv.slice(2)
const killer = await countSteps()
const { openHeadOffice } = await import('../../../headoffice/head-office.ts')
killer.from(Number(step))
const opened = await openHeadOffice(data, () => '2026-11-23T08:00:00Z', process.env.OFFICE_DATABASE ? { databaseUrl: process.env.OFFICE_DATABASE } : {})
if (!opened.ok) throw new Error(opened.error.code)
const report = await opened.value.importBatches(batches)
if (!report.ok) throw new Error(report.error.code)
for (const line of report.value.batches) if ('outcome' in line) appendFileSync(log, `${line.outcome.state}\n`)
await opened.value.close()
appendFileSync(log, `steps ${killer.steps()}\n`)
