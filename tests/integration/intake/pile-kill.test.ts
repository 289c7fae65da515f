import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { findScanBatch } from '../../../db/repositories/scan-batches.ts'
import { filesOfScanBatch } from '../../../db/repositories/scan-files.ts'
import { countScanPages, pagesOfScanBatch } from '../../../db/repositories/scan-pages.ts'
import { openHost } from '../../../electron/open-host.ts'
import { makeClock } from '../../../electron/services/clock.ts'
import { noOsKeyStore } from '../../../electron/services/os-key-store.ts'
import { forkReader } from '../../../electron/services/scan-reader/reader-process.ts'
import { makeScanReader } from '../../../electron/services/scan-reader/scan-reader.ts'
import { signIn } from '../../../electron/usecases/people/sign-in.ts'
import { makeScanDesk } from '../../../electron/usecases/scans/scan-desk.ts'
import { takeFile } from '../../../electron/usecases/scans/take-file.ts'
import { STAFF_NUMBERS } from '../../../scripts/demo/people.ts'
import { drawPage, scanned } from '../../fixtures/pages/draw-page.ts'
import { appRoot, bundledCases, CHEAP, PASSWORD } from '../usecases/test-branch.ts'
import { openIntake } from './pile.ts'

/** Real processes, ended with SIGKILL while a pile is filed: every page put in is filed, in the tray or set aside for a reason. */
const SHEETS = 30

/** Runs a counter that reads a pile, and kills it once so many pages of it are kept. */
function killedAfter(pages: number): Promise<{ readonly folder: string; readonly batchId: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'pile-child.ts')], { stdio: ['ignore', 'pipe', 'inherit'] })
    let [folder, batchId] = ['', '']
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [word, value = ''] = line.split(' ')
      if (word === 'folder') folder = value
      if (word === 'pile') batchId = value
      if (word === (pages === 0 ? 'pile' : 'page') && (pages === 0 || Number(value) >= pages)) child.kill('SIGKILL')
    })
    child.on('error', reject)
    child.on('close', () => resolve({ folder, batchId }))
  })
}

async function reopened(folder: string) {
  const { businessDate } = await bundledCases()
  let time = Date.parse(`${businessDate}T06:00:00.000Z`)
  const clock = makeClock(
    () => businessDate,
    () => (time += 1000),
  )
  const host = expectOk(await openHost({ appRoot, userData: path.join(folder, 'branch'), version: '0.1.0', clock, osStore: noOsKeyStore, keyCost: CHEAP }))
  const staffNo = STAFF_NUMBERS.find(([duty]) => duty === 'teller')?.[1] ?? ''
  return { host, ...expectOk(await signIn(host, { staffNo, password: PASSWORD })) }
}

for (const pages of [0, 20]) {
  it(`is taken up again when the whole counter was killed with ${pages === 0 ? 'no page' : `${pages} of ${SHEETS} pages`} of the pile kept`, async () => {
    const { folder, batchId } = await killedAfter(pages)
    const { host, counter, session } = await reopened(folder)
    const kept = await counter.database.read((reader) => pagesOfScanBatch(reader, batchId))
    expect(kept.length).toBeGreaterThanOrEqual(pages)
    expect(kept.length).toBeLessThan(SHEETS)
    const desk = makeScanDesk((error) => {
      throw error
    })
    await desk.wake(counter, session)
    await desk.settled()
    const [batch, count, files, all] = await counter.database.read(async (reader) => [
      await findScanBatch(reader, batchId),
      await countScanPages(reader, batchId),
      await filesOfScanBatch(reader, counter.vault, batchId),
      await pagesOfScanBatch(reader, batchId),
    ])
    expect([batch?.state, batch?.pagesIn, files.filter(({ state }) => state === 'READ').length]).toEqual(['DONE', SHEETS, SHEETS])
    expect(count.FILED + count.TRAY + count.DISCARDED).toBe(SHEETS)
    expect(new Set(all.map(({ fileId, pageNo }) => `${fileId}/${pageNo}`)).size).toBe(SHEETS)
    expect(all.filter(({ state, reason }) => state === 'DISCARDED' && reason !== 'SEPARATOR')).toEqual([])
    // A page filed before the kill stays filed; of those read after it none is filed by a separator that another process saw.
    const filed = all.filter(({ state }) => state === 'FILED')
    expect(filed.length).toBeGreaterThanOrEqual(pages - 1)
    expect(new Set(filed.map(({ itemId, party }) => `${itemId}/${party}`))).toEqual(new Set(['D102/B']))
    expect(new Set(all.filter(({ state }) => state === 'TRAY').map(({ hint }) => hint))).toEqual(new Set(pages === 0 ? [] : ['NO_CODE']))
    await desk.close()
    await host.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  })
}

it('loses no page when the reading process is killed again and again: at most the page it had in hand is marked unreadable', async () => {
  const intake = await openIntake()
  let [running, kills] = [forkReader(), 0]
  running.kill()
  const reader = makeScanReader(() => {
    running = forkReader()
    return running
  })
  const counter = { ...intake.branch.counter, reader }
  const { teller } = intake.branch.staff
  let batchId: string | null = null
  for (let n = 0; n < 24; n++) {
    const bytes = await scanned(drawPage({ seed: 500 + n, dpi: 100, lines: 12 }))
    batchId = expectOk(
      await takeFile(counter, teller, { batchId, caseId: null, origin: 'PICKED' }, { fileName: `${n}.jpg`, bytes: { ok: true, value: bytes } }),
    ).batchId
  }
  intake.desk.read(counter, teller, batchId ?? '')
  const killer = setInterval(() => {
    if (kills < 3 && (intake.desk.progress(batchId ?? '')?.pagesDone ?? 0) >= 5 * (kills + 1)) {
      kills += 1
      running.kill()
    }
  }, 5)
  await intake.desk.settled()
  clearInterval(killer)
  reader.close()
  expect(kills).toBe(3)
  const pages = await intake.pages(batchId ?? '')
  const refused = (await intake.files(batchId ?? '')).filter(({ state }) => state === 'REFUSED')
  // A file on which the process died before it was open is named as refused; nothing else is missing.
  expect(pages.length + refused.length).toBe(24)
  expect(refused.map(({ refusal }) => refusal?.code)).toEqual(refused.map(() => 'SCAN_TOO_COSTLY'))
  expect(refused.length + pages.filter(({ flags }) => flags.includes('UNREADABLE')).length).toBeLessThanOrEqual(3)
  await intake.close()
})
