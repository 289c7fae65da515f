import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { httpPaths } from '../../../core/batch/exchange.ts'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { partBytesFor, UNMEASURED } from '../../../core/batch/line-measure.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { type Measured, measuredLine } from '../../../electron/services/measured-line.ts'
import { officeLine } from '../../../electron/services/office-line.ts'
import { readBounded } from '../../../protocol/durable-file.ts'
import { partFile } from '../../../protocol/hob-layout.ts'
import { LineCut, OfficeClient } from '../../../protocol/office-client.ts'
import { sendBatches } from '../../../protocol/send-batches.ts'
import { blobOf, blobRef, Counter, caseRecord, NOW, newHeadOffice, removeFolders } from '../batch/counter.ts'
import { Device, serve } from './device.ts'

afterAll(removeFolders)

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

it('a part that comes slowly is taken however long it takes, and one of which nothing more comes is given up', async () => {
  const { office } = await newHeadOffice()
  const service = await serve(office, { idleMs: 2000 })
  const counter = await Counter.enrol(office)
  const papers = [blobOf(randomBytes(40_000)), blobOf(randomBytes(300_000))]
  const { batch } = await counter.seal([caseRecord({ blobs: papers.map((paper) => blobRef(paper)) })], papers)
  const device = new Device(service.url, counter)
  await device.hello()
  await device.call('PUT', httpPaths.register('BR0001', 1, 1), { envelope: batch.envelopeBytes.toString('base64'), signature: batch.signature })
  const part = batch.envelope.parts.find(({ lane }) => lane === 2) ?? expect.fail('no papers')
  const bytes = (await readBounded(partFile(counter.outbox, part.sha256), 1 << 24)) ?? Buffer.alloc(0)
  const put = (pieces: readonly Buffer[], pauseMs: number, whole: boolean) =>
    new Promise<number>((resolve, reject) => {
      const headers = { authorization: `Bearer ${device.token}`, 'content-type': 'application/octet-stream', 'content-length': String(bytes.length) }
      const sent = request(`${service.url}${httpPaths.part(part.sha256)}`, { method: 'PUT', headers }, (answer) => resolve(answer.resume().statusCode ?? 0))
      sent.on('error', reject)
      const write = async (): Promise<void> => {
        for (const piece of pieces) {
          sent.write(piece)
          await sleep(pauseMs)
        }
        if (whole) sent.end()
      }
      void write()
    })
  await expect(put([bytes.subarray(0, 1000)], 0, false)).rejects.toThrow(/hang up|ECONNRESET/)
  const pieces = Array.from({ length: 31 }, (_, n) => bytes.subarray(Math.floor((n * bytes.length) / 31), Math.floor(((n + 1) * bytes.length) / 31)))
  expect(await put(pieces, 100, true)).toBe(201)
  await service.app.close()
  await office.close()
})

/** A line that is cut each time so many bytes have gone up: nothing that was on its way over it gets through, whichever connection it used. */
function cutting(port: number, every: number): Server {
  let left = every
  const standing = new Set<() => void>()
  return createServer((client) => {
    const office = connect(port, '127.0.0.1')
    const end = (): void => {
      standing.delete(end)
      client.destroy()
      office.destroy()
    }
    standing.add(end)
    client.on('data', (piece) => {
      left -= piece.length
      if (left > 0) return void office.write(piece)
      left = every
      for (const other of [...standing]) other()
    })
    office.on('data', (piece) => void client.write(piece))
    for (const socket of [client, office]) socket.on('error', end).on('close', end)
  })
}

it('over a line that no large part gets through, batches come to weigh what does, and arrive whole', async () => {
  const { office } = await newHeadOffice()
  const service = await serve(office)
  const counter = await Counter.enrol(office)
  const line = cutting((service.app.server.address() as AddressInfo).port, 700_000)
  const address = new URL(`http://127.0.0.1:${await listening(line)}`)
  const known: Measured = { measure: UNMEASURED }
  let now = 0
  const elapsed = () => (now += 100)
  const options = { headOffice: () => counter.enrolment.headOffice.keys.sign, partsInFlight: 2 }
  const hooks = { custody: async () => undefined, delivered: async () => undefined }
  const up = { seq: 0, head: NO_PREVIOUS }
  const read = (sha256: string) => readBounded(partFile(counter.outbox, sha256), 1 << 24)
  const papers = () => Array.from({ length: 3 }, () => blobOf(randomBytes(900_000)))
  const sealed = async () => {
    const blobs = papers()
    return (await counter.seal([caseRecord({ blobs: blobs.map((one) => blobRef(one)) })], blobs, counter.outbox, false, partBytesFor(known.measure))).batch
  }
  const exchange = async (batch: Awaited<ReturnType<typeof sealed>>): Promise<'sent' | 'cut'> => {
    const client = new OfficeClient(measuredLine(officeLine(address), known, elapsed), { tries: 4, sleep: async () => undefined, random: () => 0 })
    expectOk(await client.hello(counter.keys.sign, { branch: 'BR0001', epoch: 1, app: '0.1.0', clock: NOW, up, down: up }))
    return await sendBatches(client, [{ ...batch, read }], options, hooks).then(
      (result) => (expectOk(result) === null ? 'sent' : 'cut'),
      (error: unknown) => {
        expect(error).toBeInstanceOf(LineCut)
        return 'cut' as const
      },
    )
  }
  const first = await sealed()
  expect(Math.max(...first.envelope.parts.map(({ bytes }) => bytes))).toBeGreaterThan(900_000)
  for (let time = 0; time < 5; time++) expect(await exchange(first)).toBe('cut')
  const second = await sealed()
  expect(Math.max(...second.envelope.parts.map(({ bytes }) => bytes))).toBeLessThanOrEqual(256 * 1024)
  const ends: string[] = []
  for (let time = 0; time < 10 && ends.at(-1) !== 'sent'; time++) ends.push(await exchange(second))
  expect(ends.at(-1)).toBe('sent')
  expect(await office.query("select seq, parts_at is not null as whole from batch where dir = 'up' and seq = 2")).toEqual([{ seq: 2, whole: true }])
  line.close()
  await service.app.close()
  await office.close()
})
