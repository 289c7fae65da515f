import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { httpPaths } from '../../../core/batch/exchange.ts'
import { BatchReceiptBody } from '../../../core/batch/receipt.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import type { HeadOffice } from '../../../headoffice/head-office.ts'
import { makeEnrolCode } from '../../../headoffice/import/enrol-code.ts'
import { openDown as openBatch } from '../../../protocol/down.ts'
import { readEnrolment, writeKeyRequest } from '../../../protocol/enrolment-file.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { readCustody, writeHello } from '../../../protocol/hello-file.ts'
import { newSecretKeys } from '../../../protocol/keys.ts'
import { blobOf, blobRef, Counter, caseRecord, newHeadOffice, removeFolders } from '../batch/counter.ts'
import { Device, type Service, serve } from './device.ts'

let office: HeadOffice
let service: Service
const lines: string[] = []
beforeAll(async () => {
  office = (await newHeadOffice()).office
  service = await serve(office, { log: { write: (line) => void lines.push(line) } })
})
afterAll(async () => {
  await service.app.close()
  await office.close()
  removeFolders()
})
const device = async (branch: string): Promise<Device> => {
  const made = new Device(service.url, await Counter.enrol(office, branch))
  await made.hello()
  return made
}
const stateOf = (branch: string) => office.query('select state from record where branch_id = $1', [branch])

describe('a batch over HTTP', () => {
  it('has its records taken before its scans are there, and is complete when they came', async () => {
    const sender = await device('BR0101')
    const paper = blobOf(randomBytes(300_000))
    const { batch } = await sender.counter.seal([caseRecord({ blobs: [blobRef(paper)] })], [paper])
    expect((await sender.register(batch)).missing).toEqual([0, 1])
    expect(await sender.putPart(batch, 0)).toBe(201)
    const first = await sender.commit(batch)
    expect(first).toMatchObject({ standing: 'applied', missing: [1] })
    expect(readCustody(first.custody, office.keys.sign)).toMatchObject({ branch: 'BR0101', seq: 1, envelopeHash: batch.hash })
    expect(await stateOf('BR0101')).toEqual([{ state: 'applied' }])
    expect(await sender.putPart(batch, 1)).toBe(201)
    expect(await sender.putPart(batch, 1)).toBe(200)
    expect(await sender.commit(batch)).toMatchObject({ standing: 'applied', missing: [] })
    expect(await stateOf('BR0101')).toEqual([{ state: 'complete' }])
    const { batches, more } = await sender.down()
    expect([batches.length, more]).toEqual([2, false])
    const answers = []
    for (const down of batches) answers.push(await openDown(sender, down))
    expect(answers.map((receipt) => receipt?.complete.length)).toEqual([0, 1])
    expect(answers[0]?.results).toMatchObject([{ outcome: 'applied' }])
    expect(await office.verify()).toMatchObject({ damaged: [], projectionMatches: true })
  })

  it('is cut anywhere and goes on with the parts that are missing', async () => {
    const sender = await device('BR0102')
    const papers = [blobOf(randomBytes(5_000_000)), blobOf(randomBytes(5_000_000))]
    const { batch } = await sender.counter.seal([caseRecord({ blobs: papers.map((paper) => blobRef(paper)) })], papers)
    await sender.register(batch)
    await sender.putPart(batch, 0)
    const again = new Device(service.url, sender.counter)
    expect((await again.hello()).up.next).toBe(1)
    expect((await again.register(batch)).missing).toEqual([1, 2])
    expect(await again.send(batch)).toMatchObject({ standing: 'applied', missing: [] })
    expect(await again.send(batch)).toMatchObject({ standing: 'applied', missing: [] })
    expect((await again.hello({ up: { seq: 1, head: batch.hash } })).behind).toBe(false)
    expect((await again.hello()).behind).toBe(true)
  })

  it('waits behind a gap that is named', async () => {
    const sender = await device('BR0103')
    const { batch: first } = await sender.counter.seal([caseRecord()])
    const { batch: second } = await sender.counter.seal([caseRecord()])
    expect(await sender.send(second)).toMatchObject({ standing: 'waiting', nextSeq: 1 })
    expect(await sender.send(first)).toMatchObject({ standing: 'applied' })
    expect(await stateOf('BR0103')).toHaveLength(2)
  })
})

async function openDown(sender: Device, down: Awaited<ReturnType<Device['down']>>['batches'][number]) {
  const { keys, enrolment } = sender.counter
  const parts = new Map<string, Buffer>()
  for (const { sha256, bytes } of down.parts) {
    const half = Math.floor(bytes / 2)
    const [head, tail] = [await fetchPart(sender, sha256, `bytes=0-${half - 1}`), await fetchPart(sender, sha256, `bytes=${half}-`)]
    parts.set(sha256, Buffer.concat([head, tail]))
  }
  const trusted = [{ ...enrolment.headOffice.keys.sign, branch: enrolment.branch, epoch: null }]
  const opened = expectOk(
    await openBatch(Buffer.from(down.envelope, 'base64'), down.signature, trusted, [keys.receive], async (hash) => parts.get(hash) ?? null),
  )
  return BatchReceiptBody.parse(opened.lines.find(({ record }) => record.type === 'batch.receipt')?.record.body)
}
async function fetchPart(sender: Device, sha256: string, range: string): Promise<Buffer> {
  const answer = await fetch(`${service.url}${httpPaths.downPart(sha256)}`, { headers: { authorization: `Bearer ${sender.token}`, range } })
  expect(answer.status).toBe(206)
  return Buffer.from(await answer.arrayBuffer())
}

describe('what does not belong', () => {
  it('is refused by name: no session, another branch, a part nobody announced, other bytes than promised', async () => {
    const [sender, other] = [await device('BR0111'), await device('BR0112')]
    const { batch } = await sender.counter.seal([caseRecord()])
    const registration = { envelope: batch.envelopeBytes.toString('base64'), signature: batch.signature }
    expect(await new Device(service.url, sender.counter).call('PUT', '/v1/up/BR0111/1/1', registration)).toMatchObject({
      status: 401,
      body: { error: { code: 'TOKEN_UNKNOWN' } },
    })
    expect(await other.call('PUT', '/v1/up/BR0111/1/1', registration)).toMatchObject({ status: 401 })
    expect(await other.call('PUT', '/v1/up/BR0112/1/1', registration)).toMatchObject({ status: 422, body: { error: { code: 'BATCH_ENVELOPE_INVALID' } } })
    const sha256 = batch.envelope.parts[0]?.sha256 ?? ''
    expect(await sender.putBytes(sha256, randomBytes(10))).toMatchObject({ status: 404, body: { error: { code: 'PART_NOT_ANNOUNCED' } } })
    await sender.register(batch)
    expect(await sender.putBytes(sha256, randomBytes(batch.envelope.parts[0]?.bytes ?? 0))).toMatchObject({
      status: 422,
      body: { error: { code: 'BATCH_PART_DAMAGED' } },
    })
    expect(await sender.putBytes(sha256, randomBytes(10))).toMatchObject({ status: 422 })
    expect(await sender.call('POST', '/v1/up/BR0111/1/1/commit', { envelopeHash: batch.hash })).toMatchObject({
      status: 409,
      body: { error: { code: 'BATCH_PART_MISSING' } },
    })
    expect(await sender.putBytes(sha256Hex('x'), Buffer.from('x'))).toMatchObject({ status: 404 })
    expect(await sender.call('GET', httpPaths.downPart(sha256))).toMatchObject({ status: 404, body: { error: { code: 'PART_NOT_ANNOUNCED' } } })
  })

  it('is a fork when a copied PC signs the same number: 409, the evidence is kept', async () => {
    const sender = await device('BR0113')
    const twin = new Device(service.url, sender.counter.clone())
    await twin.hello()
    const [{ batch }, { batch: forked }] = [await sender.counter.seal([caseRecord()]), await twin.counter.seal([caseRecord()])]
    await sender.send(batch)
    const body = { envelope: forked.envelopeBytes.toString('base64'), signature: forked.signature }
    expect(await twin.call('PUT', '/v1/up/BR0113/1/1', body)).toMatchObject({ status: 409, body: { error: { code: 'BATCH_FORK' } } })
    expect(await office.query(`select reason from quarantine where branch_id = 'BR0113'`)).toEqual([{ reason: 'BATCH_FORK' }])
  })

  it('is a greeting used twice, signed by another key, or of a closed epoch; a clock ten years off is only noted', async () => {
    const sender = await device('BR0114')
    const { nonce } = (await sender.call('GET', httpPaths.challenge)).body as { nonce: string }
    const said = {
      branch: 'BR0114',
      epoch: 1,
      nonce,
      app: '0.1.0',
      clock: '2036-11-23T08:00:00Z',
      up: { seq: 0, head: '0'.repeat(64) },
      down: { seq: 0, head: '0'.repeat(64) },
    }
    const signed = writeHello(sender.counter.keys.sign, said)
    expect((await sender.call('POST', httpPaths.hello, { signed })).status).toBe(200)
    expect(await sender.call('POST', httpPaths.hello, { signed })).toMatchObject({ status: 401, body: { error: { code: 'CHALLENGE_UNKNOWN' } } })
    const stranger = writeHello((await newSecretKeys()).sign, said)
    expect(await sender.call('POST', httpPaths.hello, { signed: stranger })).toMatchObject({ status: 422, body: { error: { code: 'BATCH_SENDER_UNKNOWN' } } })
    await Counter.enrol(office, 'BR0114')
    await expect(sender.hello()).rejects.toThrow('BATCH_EPOCH_CLOSED')
  })

  it('is a body that is too long, deep, twice keyed or no JSON', async () => {
    const sender = await device('BR0115')
    const post = async (body: string) => {
      const answer = await fetch(`${service.url}${httpPaths.hello}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
      return [answer.status, (await answer.json()).error.code]
    }
    expect(await post('x'.repeat(300_000))).toEqual([413, 'BATCH_TOO_LARGE'])
    expect(await post(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toEqual([400, 'MESSAGE_INVALID'])
    expect(await post('{"__proto__":{"x":1}}')).toEqual([400, 'MESSAGE_INVALID'])
    expect(await post('{"signed":"x"}')).not.toEqual([400, 'MESSAGE_INVALID'])
    expect(await post('{"signed":"x","signed":"x"}')).toEqual([400, 'MESSAGE_INVALID'])
    expect(await post('{"signed":9007199254740993}')).toEqual([400, 'MESSAGE_INVALID'])
    expect(await post('not json')).toEqual([400, 'MESSAGE_INVALID'])
    expect(await sender.call('GET', '/v1/nowhere')).toMatchObject({ status: 404 })
    expect(await sender.call('GET', '/v1/down?after=-1')).toMatchObject({ status: 422, body: { error: { code: 'MESSAGE_INVALID' } } })
  })
})

describe('the service', () => {
  it('enrols a device with a code that is good once and for one branch', async () => {
    const code = await makeEnrolCode(office.office, 'admin', 'BR0120')
    const keys = await newSecretKeys()
    const post = (text: string, branch = 'BR0120', own = keys) =>
      new Device(service.url, null as unknown as Counter).call('POST', httpPaths.enrol, { code: text, request: writeKeyRequest(branch, 'Branch', own) })
    expect(await post('AAAA-BBBB-CCCC-DDDD')).toMatchObject({ status: 403, body: { error: { code: 'ENROLMENT_CODE_WRONG' } } })
    expect(await post(code, 'BR0121')).toMatchObject({ status: 422, body: { error: { code: 'KEY_REQUEST_INVALID' } } })
    const enrolled = await post(code.toLowerCase().replaceAll('-', ' '))
    expect(expectOk(readEnrolment(Buffer.from(String(enrolled.body.enrolment)), keys, office.fingerprint)).branch).toBe('BR0120')
    expect(await post(code, 'BR0120', await newSecretKeys())).toMatchObject({ status: 403 })
  })

  it('tells its health, its metrics, and by OpenAPI what it understands', async () => {
    const health = await (await fetch(`${service.url}/v1/health`)).json()
    expect(health).toMatchObject({ ok: true })
    const metrics = await (await fetch(`${service.url}/metrics`)).text()
    expect(metrics).toMatch(/headoffice_branch_applied_seq\{branch="BR0101"\} 1/)
    expect(metrics).toContain('headoffice_refusals_total')
    const openapi = await (await fetch(`${service.url}/v1/openapi.json`)).json()
    expect(Object.keys(openapi.paths)).toEqual(expect.arrayContaining(['/v1/hello', '/v1/parts/{sha256}', '/v1/down', '/v1/up/{branch}/{epoch}/{seq}/commit']))
  })

  it('logs lines a machine reads, without names, numbers, tokens or addresses', () => {
    expect(lines.length).toBeGreaterThan(50)
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow()
    expect(
      lines
        .filter((line) => !line.includes('Server listening'))
        .join('')
        .match(/11010519491231|测试|Bearer|127\.0\.0\.1|"query"|after=/),
    ).toBeNull()
  })

  it('slows down who asks too often', async () => {
    const busy = await serve(office, { requestsPerMinute: 5 })
    const codes = []
    for (let time = 0; time < 7; time++) codes.push((await fetch(`${busy.url}/v1/health`)).status)
    expect(codes).toEqual([200, 200, 200, 200, 200, 429, 429])
    await busy.app.close()
  })
})
