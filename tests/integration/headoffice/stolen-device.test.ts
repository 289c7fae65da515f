import { afterAll, expect, it } from 'vitest'
import { httpPaths } from '../../../core/batch/exchange.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { makeEnrolCode } from '../../../headoffice/import/enrol-code.ts'
import { readEnrolment, writeKeyRequest } from '../../../protocol/enrolment-file.ts'
import { newSecretKeys } from '../../../protocol/keys.ts'
import { Counter, caseRecord, newHeadOffice, removeFolders } from '../batch/counter.ts'
import { Device, serve } from './device.ts'

afterAll(removeFolders)

it('a stolen device is out from the moment its branch enrols another: its open session, its greeting, its batches by line and by stick', async () => {
  const { office } = await newHeadOffice()
  const service = await serve(office)
  const stolen = new Device(service.url, await Counter.enrol(office))
  const other = new Device(service.url, await Counter.enrol(office, 'BR0002'))
  await stolen.hello()
  await other.hello()
  const first = await stolen.counter.seal([caseRecord()])
  await stolen.send(first.batch)
  expect((await stolen.down()).batches).toHaveLength(1)

  const code = await makeEnrolCode(office.office, 'admin', 'BR0001')
  const keys = await newSecretKeys()
  const answer = await new Device(service.url, stolen.counter).call('POST', httpPaths.enrol, { code, request: writeKeyRequest('BR0001', 'Branch One', keys) })
  expect(answer.status).toBe(200)
  const replacement = new Device(service.url, new Counter(keys, readEnrolment(Buffer.from(String(answer.body.enrolment)), keys, office.fingerprint)))

  await expect(stolen.down()).rejects.toThrow(/401 .*TOKEN_UNKNOWN/)
  const { batch } = await stolen.counter.seal([caseRecord()])
  await expect(stolen.register(batch)).rejects.toThrow(/401 .*TOKEN_UNKNOWN/)
  await expect(stolen.hello()).rejects.toThrow(/BATCH_EPOCH_CLOSED/)
  expect(expectOk(await office.importBatches(stolen.counter.outbox)).batches.at(-1)).toMatchObject({ refusal: { code: 'BATCH_EPOCH_CLOSED' } })
  // Another branch's session goes on, and the branch itself with its new device.
  expect((await other.down()).batches).toEqual([])
  await replacement.hello()
  expect((await replacement.send((await replacement.counter.seal([caseRecord()])).batch)).standing).toBe('applied')
  await service.app.close()
  await office.close()
})
