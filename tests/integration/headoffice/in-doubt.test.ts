import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { openHeadOffice } from '../../../headoffice/head-office.ts'
import { Counter, caseRecord, NOW, newHeadOffice, removeFolders } from '../batch/counter.ts'
import { Device, serve } from './device.ts'

afterAll(removeFolders)

it('a service whose journal is in doubt says so to whoever watches it and to the branch, and nothing more is taken until it is started again', async () => {
  const { office, folder } = await newHeadOffice()
  const service = await serve(office)
  const device = new Device(service.url, await Counter.enrol(office))
  const health = async () => {
    const answer = await fetch(`${service.url}/v1/health`)
    return [answer.status, JSON.parse(await answer.text()).error?.code ?? 'well']
  }
  const troubles = async () => /headoffice_troubles\{what="journal"\} (\d)/.exec(await (await fetch(`${service.url}/metrics`)).text())?.[1] ?? 'none'
  await device.hello()
  const first = await device.counter.seal([caseRecord()])
  expect((await device.send(first.batch)).standing).toBe('applied')
  expect([await health(), await troubles()]).toEqual([[200, 'well'], 'none'])

  // A line half written, as a full disk leaves it.
  const journal = path.join(folder, 'spool', 'journal.ndjson')
  const size = readFileSync(journal).length
  appendFileSync(journal, '{"n":')
  const second = await device.counter.seal([caseRecord()])
  await expect(device.send(second.batch)).rejects.toThrow(/503 .*HEAD_OFFICE_IN_DOUBT/)
  expect([await health(), await troubles()]).toEqual([[503, 'HEAD_OFFICE_IN_DOUBT'], '1'])
  expect(office.troubles).toMatchObject([{ what: 'journal', lane: '' }])
  await service.app.close()
  await office.close()
  expect(readFileSync(journal).length).toBe(size + 5)

  // Halves of objects that never came to be are swept at the start.
  const objects = path.join(folder, 'spool', 'objects')
  const [some = ''] = readdirSync(objects)
  writeFileSync(path.join(objects, some, `${'0'.repeat(64)}.4711.tmp`), 'half')
  const again = expectOk(await openHeadOffice(folder, () => NOW))
  expect(readdirSync(path.join(objects, some)).filter((name) => name.endsWith('.tmp'))).toEqual([])
  const reopened = await serve(again)
  const back = new Device(reopened.url, device.counter)
  await back.hello()
  expect((await back.send(second.batch)).standing).toBe('applied')
  expect(await (await fetch(`${reopened.url}/metrics`)).text()).toMatch(/headoffice_free_bytes \d{4,}/)
  expect(await again.verify()).toMatchObject({ damaged: [], projectionMatches: true })
  await reopened.app.close()
  await again.close()
})
