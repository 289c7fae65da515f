import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { NO_PREVIOUS } from '../../core/batch/limits.ts'
import { expectOk } from '../../core/kernel/result.ts'
import { officeLine } from '../../electron/services/office-line.ts'
import { sha256Hex } from '../../protocol/hashing.ts'
import { writeCustody } from '../../protocol/hello-file.ts'
import { buildBatch } from '../../protocol/hob-build.ts'
import { newSecretKeys, type SecretKeys } from '../../protocol/keys.ts'
import { OfficeClient } from '../../protocol/office-client.ts'
import { sendBatches } from '../../protocol/send-batches.ts'
import { type BenchRow, row } from './row.ts'

const PAYLOAD = 32 << 20
const PART = 256 * 1024
/** Bytes sent over payload at a mean of 3 MB between cuts (sync.md §9). */
const TARGET = 1.1
const MEAN = 3e6

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)))

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** What of head office an upload needs: it keeps whole parts and signs custody. */
function receiver(keys: SecretKeys): { server: Server; parts: Map<string, Buffer> } {
  const parts = new Map<string, Buffer>()
  let wanted: { n: number; sha256: string }[] = []
  const server = createServer(async (request, answer) => {
    const say = (json: unknown): void => void answer.end(JSON.stringify(json))
    const body = await bodyOf(request).catch(() => null)
    if (body === null) return
    const url = request.url ?? ''
    const missing = (): number[] => wanted.filter((part) => !parts.has(part.sha256)).map((part) => part.n)
    if (url.startsWith('/v1/parts/')) {
      const sha256 = url.slice('/v1/parts/'.length)
      if (sha256Hex(body) === sha256) parts.set(sha256, body)
      return say({ sha256, stored: true })
    }
    if (url.endsWith('/commit')) {
      const { envelopeHash } = JSON.parse(body.toString('utf8'))
      const custody = writeCustody(keys.sign, { branch: 'BR0001', epoch: 1, seq: 1, envelopeHash, at: '2026-11-23T08:00:00Z' })
      return say({ custody, standing: 'applied', nextSeq: null, missing: missing() })
    }
    const envelope = Buffer.from(JSON.parse(body.toString('utf8')).envelope, 'base64')
    wanted = JSON.parse(envelope.toString('utf8')).parts
    say({ envelopeHash: sha256Hex(envelope), missing: missing() })
  })
  return { server, parts }
}

/** A line that counts what goes up and is cut after an exponential number of bytes. */
function badLine(port: number): { server: Server; sent: () => number } {
  let sent = 0
  let left = -Math.log(Math.random()) * MEAN
  const server = createTcpServer((client: Socket) => {
    const office = connect(port, '127.0.0.1')
    const end = (): void => {
      client.destroy()
      office.destroy()
    }
    client.on('data', (piece) => {
      sent += piece.length
      left -= piece.length
      if (left > 0) return void office.write(piece)
      left = -Math.log(Math.random()) * MEAN
      end()
    })
    office.on('data', (piece) => void client.write(piece))
    for (const socket of [client, office]) socket.on('error', end).on('close', end)
  })
  return { server, sent: () => sent }
}

/** Bytes that went up for one batch over a line cut every 3 MB on average, against the batch. */
export async function benchBadLine(): Promise<BenchRow[]> {
  const [branch, office] = [await newSecretKeys(), await newSecretKeys()]
  const files = new Map<string, Buffer>()
  const blobs = Array.from({ length: PAYLOAD / (1 << 20) }, () => {
    const bytes = randomBytes(1 << 20)
    return { sha256: sha256Hex(bytes), bytes: bytes.length, read: async () => bytes }
  })
  const draft = { kind: 'up' as const, branch: 'BR0001', epoch: 1, seq: 1, prev: NO_PREVIOUS, created: '2026-11-23T08:00:00Z', app: 'bench' }
  const people = { recipients: [office.receive.recipient], preparedBy: '1001', sealedBy: '1002' }
  const sealed = expectOk(
    await buildBatch(
      { ...draft, ...people, records: [], blobs, partBytes: PART },
      branch.sign,
      async (hash, bytes) => void files.set(hash, Buffer.from(bytes)),
    ),
  )
  const there = receiver(office)
  const line = badLine(await listen(there.server))
  const address = new URL(`http://127.0.0.1:${await listen(line.server)}`)
  try {
    const client = new OfficeClient(officeLine(address), { tries: 50, sleep: async () => undefined, random: Math.random })
    const batch = { ...sealed, read: async (hash: string) => files.get(hash) ?? null }
    const hooks = { custody: async () => undefined, delivered: async () => undefined }
    expectOk(await sendBatches(client, [batch], { headOffice: () => office.sign, partsInFlight: 3 }, hooks))
    const whole = sealed.envelope.parts.every((part) => there.parts.has(part.sha256))
    if (!whole) throw new Error('head office lacks a part')
    const payload = sealed.envelope.parts.reduce((sum, part) => sum + part.bytes, 0) + sealed.envelopeBytes.length
    return [
      row({
        name: 'line: bytes sent over one cut every 3 MB, against the batch',
        unit: 'MB',
        value: line.sent() / 1e6,
        baseline: payload / 1e6,
        target: TARGET,
      }),
    ]
  } finally {
    line.server.close()
    there.server.close()
  }
}
