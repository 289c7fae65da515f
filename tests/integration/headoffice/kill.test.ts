import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { openHeadOffice } from '../../../headoffice/head-office.ts'
import { blobOf, blobRef, Counter, caseRecord, NOW, newFolder, newHeadOffice, removeFolders } from '../batch/counter.ts'
import { postgres, stopPostgres } from './engines.ts'

afterAll(async () => {
  await stopPostgres()
  removeFolders()
})

/** A head office that knows a branch, and a batch to be imported. */
async function prepared(): Promise<{ home: string; outbox: string }> {
  const { office, folder: home } = await newHeadOffice()
  const counter = await Counter.enrol(office)
  await office.close()
  const paper = blobOf(randomBytes(4000))
  await counter.seal([caseRecord({ blobs: [blobRef(paper)] }), caseRecord()], [paper])
  return { home, outbox: counter.outbox }
}

function child(home: string, outbox: string, step: number, databaseUrl: string): { killed: boolean; said: string } {
  const log = path.join(home, 'log')
  const done = spawnSync(process.execPath, ['scripts/run-ts.mjs', 'tests/integration/headoffice/import-child.ts', home, outbox, String(step), log], {
    env: { ...process.env, OFFICE_DATABASE: databaseUrl },
    encoding: 'utf8',
  })
  const said = existsSync(log) ? readFileSync(log, 'utf8') : ''
  // Whoever is killed says nothing; everything else that goes wrong does.
  if (done.status !== 0 && done.stderr.trim() !== '') throw new Error(done.stderr)
  return { killed: done.status !== 0, said }
}

/** TEST_FULL sweeps every step; KILL_FROM and KILL_STRIDE take a share of them, KILL_LOG tells how it goes. */
describe('head office killed in the middle of an import', () => {
  it('has after every step, and a second kill while it recovers, either the whole batch or nothing of it, and takes it again', async () => {
    const { home, outbox } = await prepared()
    const server = await postgres()
    const whole = newFolder()
    cpSync(home, whole, { recursive: true })
    const steps = Number(/steps (\d+)/.exec(child(whole, outbox, 0, await server.database()).said)?.[1])
    expect(steps).toBeGreaterThan(60)
    const stride = process.env.TEST_FULL ? Number(process.env.KILL_STRIDE ?? 1) : Math.ceil(steps / 4)
    let killed = 0
    for (let step = Number(process.env.KILL_FROM ?? (stride >> 1) + 1); step <= steps; step += stride) {
      if (process.env.KILL_LOG) console.log(`step ${step} of ${steps}`)
      const copy = newFolder()
      cpSync(home, copy, { recursive: true })
      const databaseUrl = await server.database()
      if (child(copy, outbox, step, databaseUrl).killed) killed++
      child(copy, outbox, 1 + ((step * 7) % steps), databaseUrl)
      const office = expectOk(await openHeadOffice(copy, () => NOW, { databaseUrl }))
      const before = await office.query<{ n: number }>('select count(*) as n from record')
      expect([0, 2], `step ${step}`).toContain(before[0]?.n)
      expectOk(await office.importBatches(outbox))
      expect(await office.query('select count(*) as n from record where state = $1', ['complete']), `step ${step}`).toEqual([{ n: 2 }])
      expect(await office.query(`select count(*) as n from batch where dir = 'down'`), `step ${step}`).toEqual([{ n: 1 }])
      expect(await office.verify(), `step ${step}`).toMatchObject({ damaged: [], projectionMatches: true })
      await office.close()
    }
    expect(killed).toBeGreaterThan(steps / stride / 2)
  }, 7_200_000)
})
