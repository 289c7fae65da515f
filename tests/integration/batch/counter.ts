import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { CaseSealedInput } from '../../../core/batch/case-sealed.ts'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import type { RecordLine } from '../../../core/batch/record-line.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { sealBatch } from '../../../electron/services/batch-writer.ts'
import { type HeadOffice, initHeadOffice, openHeadOffice } from '../../../headoffice/head-office.ts'
import { readEnrolment, writeKeyRequest } from '../../../protocol/enrolment-file.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import type { SealedBatch } from '../../../protocol/hob-build.ts'
import type { BlobSource } from '../../../protocol/hob-slices.ts'
import { writeKeyTurn } from '../../../protocol/key-turn.ts'
import { newSecretKeys, type SecretKeys } from '../../../protocol/keys.ts'
import { layEmptyStore } from '../empty-store.ts'

export const NOW = '2026-11-23T08:00:00Z'
const folders: string[] = []
export function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'batch-'))
  folders.push(folder)
  return folder
}
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

export const body: CaseSealedInput = {
  applicationNo: 'SQ110199202611230001',
  contractNo: null,
  archiveNo: null,
  businessDate: '2026-11-23',
  productCode: 'consumer-house-mortgage',
  productLine: 'IND_CONSUME',
  security: 'MORTGAGE_RE',
  state: 'ACTIVE',
  applicant: { name: '测试甲', idType: 'RESIDENT', idNumber: '11010519491231002X' },
  amountFen: '30000000',
  tenorMonths: 36,
  annualRate: 43500,
  method: 'EPI',
  firstLoan: { declared: true, determined: true, frozen: true, basis: 'D309' },
  score: { points: 91, grade: 'A' },
  decision: null,
  registration: null,
  disbursement: null,
  papers: [],
}
export const caseRecord = (change: Partial<RecordLine> = {}): RecordLine => ({
  type: 'case.sealed',
  schema: 1,
  id: randomUUID(),
  rev: 1,
  body,
  blobs: [],
  ...change,
})
export const blobOf = (bytes: Buffer): BlobSource => ({ sha256: sha256Hex(bytes), bytes: bytes.length, read: async () => bytes })
export const blobRef = (blob: BlobSource, role = 'D101') => ({ sha256: blob.sha256, bytes: blob.bytes, media: 'application/pdf', role })

export async function newHeadOffice(folder = newFolder()): Promise<{ office: HeadOffice; folder: string }> {
  layEmptyStore(folder)
  expectOk(await initHeadOffice(folder, 'Head Office'))
  return { office: expectOk(await openHeadOffice(folder, () => NOW)), folder }
}

/** A branch with its outbox; it remembers its chain as the branch database would. */
export class Counter {
  readonly outbox: string
  keys: SecretKeys
  /** Head office's receiving key where it is no longer the enrolment's. */
  officeReceive: string | null = null
  /** What it has taken of what came down. */
  taken: { seq: number; head: string } | null = null
  readonly enrolment
  private seq = 0
  private head = NO_PREVIOUS
  constructor(keys: SecretKeys, enrolment: ReturnType<typeof readEnrolment>, outbox = newFolder()) {
    this.keys = keys
    this.enrolment = expectOk(enrolment)
    this.outbox = outbox
    this.head = this.enrolment.closes?.head ?? NO_PREVIOUS
  }
  static async enrol(office: HeadOffice, branch = 'BR0001'): Promise<Counter> {
    const keys = await newSecretKeys()
    const { text, fingerprint } = expectOk(await office.enrol(Buffer.from(writeKeyRequest(branch, 'Branch One', keys))))
    return new Counter(keys, readEnrolment(Buffer.from(text), keys, fingerprint))
  }
  /** A clone that was copied before the next batch: it will sign the same number. */
  clone(): Counter {
    const twin = new Counter(this.keys, { ok: true, value: this.enrolment })
    twin.seq = this.seq
    twin.head = this.head
    return twin
  }
  /** Announces new keys with the old ones, and goes over to them. */
  async turn(office: HeadOffice): Promise<SecretKeys> {
    const before = this.keys
    const next = await newSecretKeys()
    const { branch, epoch } = this.enrolment
    await this.seal([{ type: 'device.keys', schema: 1, id: randomUUID(), rev: 1, body: { ...writeKeyTurn(branch, epoch, next) }, blobs: [] }])
    expectOk(await office.importBatches(this.outbox))
    this.keys = next
    return before
  }
  async seal(
    records: readonly RecordLine[],
    blobs: readonly BlobSource[] = [],
    folder = this.outbox,
    possibleDuplicate = false,
    partBytes?: number,
  ): Promise<{ folder: string; batch: SealedBatch }> {
    const people = { preparedBy: '1001', sealedBy: '1002' }
    const place = { seq: this.seq + 1, prev: this.head }
    const common = {
      keys: this.keys,
      enrolment: this.enrolment,
      app: '0.1.0',
      createdAt: NOW,
      folder,
      possibleDuplicate,
      ...(partBytes === undefined ? {} : { partBytes }),
      ...(this.taken ? { ack: { down: { epoch: this.enrolment.epoch, ...this.taken } } } : {}),
      ...(this.officeReceive ? { officeReceive: this.officeReceive } : {}),
    }
    const sealed = expectOk(await sealBatch({ ...common, ...people, records, blobs, alloc: async () => place, sealed: async () => undefined }))
    this.seq = place.seq
    this.head = sealed.batch.hash
    return sealed
  }
}
