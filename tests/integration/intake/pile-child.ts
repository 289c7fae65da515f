import { expectOk, ok } from '../../../core/kernel/result.ts'
import { makeSeparators } from '../../../electron/usecases/scans/print-separators.ts'
import { takeFile } from '../../../electron/usecases/scans/take-file.ts'
import { drawPage, scanned } from '../../fixtures/pages/draw-page.ts'
import { openIntake } from './pile.ts'

/** Puts a pile in and reads it, telling each step on its own line, until somebody pulls the plug. */
const SHEETS = 30
const say = (text: string): void => console.log(text)
const intake = await openIntake()
const { counter, staff, folder } = intake.branch
say(`folder ${folder}`)
const separator = expectOk(await makeSeparators(counter, { caseId: intake.caseId, items: [{ itemId: 'D102', party: 'B' }] })).bytes
let batchId: string | null = null
for (let n = 0; n < SHEETS; n++) {
  const bytes = n === 0 ? separator : await scanned(drawPage({ seed: n, dpi: 75, lines: 12 }))
  const given = { fileName: n === 0 ? 'separator.pdf' : `${n}.jpg`, bytes: ok(bytes) }
  batchId = expectOk(await takeFile(counter, staff.teller, { batchId, caseId: null, origin: 'PICKED' }, given)).batchId
}
say(`pile ${batchId}`)
intake.desk.read(counter, staff.teller, batchId ?? '')
for (let told = 0; ; ) {
  const done = (await intake.pages(batchId ?? '')).length
  for (; told < done; told++) say(`page ${told + 1}`)
  if (done === SHEETS) break
  await new Promise((wake) => setTimeout(wake, 5))
}
await intake.desk.settled()
say('end')
process.exit(0)
