import path from 'node:path'
import { expectOk, ok } from '../../core/kernel/result.ts'
import { bulkInsert } from '../../db/bulk-insert.ts'
import { makeClock } from '../../electron/services/clock.ts'
import { loadPacks } from '../../electron/services/packs.ts'
import { readCaseFile } from '../../scripts/demo/read-case-file.ts'
import { setUpDemo } from '../../scripts/demo/set-up.ts'
import { root } from '../e2e/app.ts'
import { CASE_COLUMNS, caseRow, ROWS_A_CALL } from './many-cases.ts'

export const PASSWORD = 'Bench-Counter-2026'
export const TELLER_NO = 'T0101'

/** Makes a branch with `count` cases under `out/branch`, through the use cases and bulk inserts of sealed rows, and closes it. */
export async function fillWindowBranch(out: string, count: number): Promise<string> {
  const file = await readCaseFile(path.join(root, 'scripts/demo/cases.json'), expectOk(await loadPacks(path.join(root, 'templates'))))
  const demo = await setUpDemo(root, out, file, { clock: makeClock(() => file.businessDate), passwordOf: () => PASSWORD })
  const { counter, host, staff, headOffice } = demo
  for (let start = 0; start < count; start += ROWS_A_CALL) {
    const rows = Array.from({ length: Math.min(ROWS_A_CALL, count - start) }, (_, offset) =>
      caseRow(counter.vault, staff.teller.staffId, start + offset, count),
    )
    expectOk(await counter.database.write(async (tx) => ok(await bulkInsert(tx, 'loan_case', CASE_COLUMNS, rows))))
  }
  await headOffice.close()
  await host.close()
  return path.join(out, 'branch')
}
