import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import type { PartEntry } from '../../../core/batch/envelope.ts'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { writeCustody } from '../../../protocol/hello-file.ts'
import { signingKey } from '../../../protocol/minisign.ts'
import { type CallAnswer, type CallRequest, LineCut, OfficeClient } from '../../../protocol/office-client.ts'
import { type Outgoing, sendBatches } from '../../../protocol/send-batches.ts'

const office = signingKey(randomBytes(32))

function batchOf(seq: number): Outgoing {
  const files = [0, 1].map((n) => Buffer.from(`part ${n} of ${seq}`))
  const parts: PartEntry[] = files.map((bytes, n) => ({ n, lane: n, bytes: bytes.length, sha256: sha256Hex(bytes) }))
  const envelope = { branch: 'BR0001', epoch: 1, seq, parts, prev: NO_PREVIOUS } as unknown as Outgoing['envelope']
  const envelopeBytes = Buffer.from(JSON.stringify(envelope))
  const read: Outgoing['read'] = async (sha256) => files.find((bytes) => sha256Hex(bytes) === sha256) ?? null
  return { envelope, envelopeBytes, signature: 'signature', hash: sha256Hex(envelopeBytes), read }
}

/** A head office that remembers one envelope at a time, as one that was just started again or has been told of too many does. */
class Forgetful {
  private known: Outgoing | null = null
  private readonly stored = new Set<string>()
  private readonly batches: readonly Outgoing[]
  constructor(batches: readonly Outgoing[]) {
    this.batches = batches
  }

  call = async ({ method, path, bytes, json }: CallRequest): Promise<CallAnswer> => {
    if (bytes) return this.part(sha256Hex(bytes))
    const batch = this.batches.find(({ hash, envelope }) => (method === 'PUT' ? path.endsWith(`/${envelope.seq}`) : JSON.stringify(json).includes(hash)))
    if (method === 'PUT') this.known = batch ?? null
    if (!batch || this.known?.hash !== batch.hash) return answer(404, { error: { code: 'BATCH_NOT_FOUND', details: {} } })
    const missing = batch.envelope.parts.filter(({ sha256 }) => !this.stored.has(sha256)).map(({ n }) => n)
    if (method === 'PUT') return answer(200, { envelopeHash: batch.hash, missing })
    const { branch, epoch, seq } = batch.envelope
    const custody = writeCustody(office, { branch, epoch, seq, envelopeHash: batch.hash, at: '2026-11-23T08:00:00Z' })
    return answer(200, { custody, standing: 'applied', nextSeq: null, missing })
  }
  private part(sha256: string): CallAnswer {
    if (!this.known?.envelope.parts.some((part) => part.sha256 === sha256)) return answer(404, { error: { code: 'PART_NOT_ANNOUNCED', details: {} } })
    this.stored.add(sha256)
    return answer(201, { sha256, stored: true })
  }
}
const answer = (status: number, body: unknown): CallAnswer => ({ status, body: Buffer.from(JSON.stringify(body)), retryAfterSeconds: null })

it('papers of batches that head office no longer remembers are sent all the same: what it has forgotten is registered again', async () => {
  const batches = [1, 2, 3].map(batchOf)
  const client = new OfficeClient(new Forgetful(batches).call, { tries: 1, sleep: async () => undefined, random: () => 0 })
  const delivered: number[] = []
  const hooks = { custody: async () => undefined, delivered: async ({ envelope }: Outgoing) => void delivered.push(envelope.seq) }
  expectOk(await sendBatches(client, batches, { headOffice: () => office, partsInFlight: 1 }, hooks))
  expect(delivered).toEqual([1, 2, 3])
})

it('when the line is cut nothing more is begun, and what was on its way has ended before the cut is told', async () => {
  const [batch] = [1].map(batchOf)
  if (!batch) return expect.fail()
  const files = Array.from({ length: 6 }, (_, n) => Buffer.from(`part ${n}`))
  const parts = files.map((bytes, n) => ({ n, lane: 0, bytes: bytes.length, sha256: sha256Hex(bytes) }))
  const many: Outgoing = {
    ...batch,
    envelope: { ...batch.envelope, parts },
    read: async (sha256) => files.find((bytes) => sha256Hex(bytes) === sha256) ?? null,
  }
  const [begun, ended]: [number[], number[]] = [[], []]
  const call = async ({ bytes }: CallRequest): Promise<CallAnswer> => {
    if (!bytes) return answer(200, { envelopeHash: many.hash, missing: parts.map(({ n }) => n) })
    const n = files.findIndex((file) => file.equals(bytes))
    begun.push(n)
    if (n === 0) throw new LineCut('cut')
    for (let turn = 0; turn < 20; turn++) await null
    ended.push(n)
    return answer(201, { sha256: sha256Hex(bytes), stored: true })
  }
  const client = new OfficeClient(call, { tries: 1, sleep: async () => undefined, random: () => 0 })
  const hooks = { custody: async () => undefined, delivered: async () => undefined }
  await expect(sendBatches(client, [many], { headOffice: () => office, partsInFlight: 2 }, hooks)).rejects.toThrow(LineCut)
  expect([begun, ended]).toEqual([[0, 1], [1]])
  await new Promise((later) => setImmediate(later))
  expect([begun, ended]).toEqual([[0, 1], [1]])
})
