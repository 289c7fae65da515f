import { randomBytes, randomUUID } from 'node:crypto'
import { RecordLine } from '../../../core/batch/record-line.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { recordAct } from '../../../headoffice/acts/record-act.ts'
import { consoleService, setUpCode } from '../../../headoffice/console-api/console-service.ts'
import { makeRecoveryCode } from '../../../headoffice/console-api/recovery-code.ts'
import { issueToEach } from '../../../headoffice/down/issue-down.ts'
import { keepPackFile } from '../../../headoffice/down/packs.ts'
import { instantNow, openHeadOffice } from '../../../headoffice/head-office.ts'
import { buildService } from '../../../headoffice/http/server.ts'
import { envelopeOf } from '../../../headoffice/import/batch-content.ts'
import { secretOf } from '../../../headoffice/import/office-keys.ts'
import { originOf, signCheckpoint } from '../../../protocol/checkpoint.ts'
import { openContent } from '../../../protocol/hob-content.ts'
import type { BlobSource } from '../../../protocol/hob-slices.ts'
import { leafHash, merkleRoot } from '../../../protocol/merkle.ts'
import { tryStrictJson } from '../../../protocol/strict-json.ts'
import { ESCALATED } from '../../fixtures/escalated.ts'
import { blobOf, blobRef, body, Counter, caseRecord, newHeadOffice, removeFolders } from '../../integration/batch/counter.ts'
import { Device } from '../../integration/headoffice/device.ts'

/** A real head office with its console, and two branches that report to it. */
export interface ConsoleOffice {
  readonly url: string
  readonly folder: string
  readonly setUpCode: string
  /** Two branches send: a gap, a bad record, the same person twice, an escalated case with a paper, a clock ten years off. */
  fill(): Promise<void>
  /** The second branch, of which nothing is missing, seals a day, loses rows for good and seals another. */
  loseRows(): Promise<void>
  /** Decisions the first branch can open from what came down. */
  decisions(): Promise<unknown[]>
  packsDown(): Promise<Record<string, number>>
  /** Two people publish an LPR, and the second branch says that it refused it. */
  refusedPack(reason: string): Promise<void>
  /** What the terminal shows after `recover`. */
  recoveryCode(): Promise<string>
  close(): Promise<void>
}

/** The smallest PDF a browser shows. */
const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
)
const escalated = { ...ESCALATED, level: 'HEAD_OFFICE_COMMITTEE' }

/** A filed case whole: its scan, two steps, and a volume of which one file is still to come. */
function filedCase(scan: BlobSource, tag: BlobSource): RecordLine[] {
  const of = { id: randomUUID(), schema: 1 }
  const { applicationNo } = body
  const paper = { itemId: 'D101', party: 'B', form: 'O', pages: 1, issuedOn: null, sha256: scan.sha256 }
  const step = { applicationNo, staffNo: '1002', reasonCode: null, caseVersion: 9, at: '2026-11-23T07:00:00Z' }
  const coming = { ...blobRef(blobOf(randomBytes(100)), 'data-2'), media: 'application/octet-stream' }
  const volume = { archiveNo: 'F001-XD-2026-D15-110199-00042', volumeNo: 1, sealHash: tag.sha256, filedOn: '2026-11-23', retentionClass: 'D15', files: 2 }
  return [
    caseRecord(of),
    caseRecord({ ...of, type: 'case.papers', body: { applicationNo, caseVersion: 9, papers: [paper] }, blobs: [blobRef(scan, 'D101.B.1')] }),
    ...[
      { rev: 1, event: 'contract.disclose', from: 'APPROVAL', to: 'COST_DISCLOSED', entry: { n: 41, hash: '1'.repeat(64) } },
      { rev: 2, event: 'disbursement.activate', from: 'DISBURSED', to: 'ACTIVE', entry: { n: 57, hash: '2'.repeat(64) } },
    ].map(({ rev, ...said }) => caseRecord({ ...of, rev, type: 'case.event', body: { ...step, ...said } })),
    caseRecord({ ...of, type: 'archive.bag', body: { applicationNo, ...volume }, blobs: [blobRef(tag, 'tagmanifest-sha256.txt'), coming] }),
  ]
}

const LOG = randomUUID()
/** A day of a log that has nothing in common with any other. */
function dayOf(counter: Counter, rev: number, size: number): RecordLine {
  const root = merkleRoot(Array.from({ length: size }, () => leafHash(randomBytes(32)))).toString('hex')
  const note = signCheckpoint(counter.keys.sign, { origin: originOf(counter.enrolment.branch), size, root })
  return caseRecord({ type: 'audit.sealed', id: LOG, rev, body: { businessDate: '2026-11-23', size, root, head: root, note, from: 0, proof: [] } })
}

export async function startConsole(): Promise<ConsoleOffice> {
  const made = await newHeadOffice()
  await made.office.close()
  const head = expectOk(await openHeadOffice(made.folder))
  const code = (await setUpCode(head)) ?? ''
  const app = await buildService(head, { log: false, requestsPerMinute: 100_000, console: consoleService({ setUpCode: code, secure: false }) })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const address = app.server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const counters: Counter[] = []
  const down = async (branch: Counter): Promise<RecordLine[]> => {
    const rows = await head.query<{ env_hash: string }>(`select env_hash from batch where branch_id = $1 and dir = 'down' order by seq`, [
      branch.enrolment.branch,
    ])
    const records: RecordLine[] = []
    for (const row of rows) {
      const envelope = await envelopeOf(head.office.spool, row.env_hash)
      const { sign } = secretOf(head.office.keys, envelope.signKey)
      const content = expectOk(await openContent(envelope, sign, [branch.keys.receive.identity], head.office.spool.readPart))
      for (const line of content.lines) records.push(RecordLine.parse(tryStrictJson(line.bytes)))
    }
    return records
  }
  return {
    url,
    folder: made.folder,
    setUpCode: code,
    fill: async () => {
      for (const name of ['BR0001', 'BR0002']) counters.push(await Counter.enrol(head, name))
      const [one, two] = counters
      if (!one || !two) return
      const devices = [new Device(url, one), new Device(url, two)]
      await devices[0]?.hello({ clock: instantNow() })
      await devices[1]?.hello({ clock: '2036-11-23T08:00:00Z' })
      const paper = blobOf(PDF)
      await devices[0]?.send(
        (await one.seal([caseRecord({ type: 'case.escalated', id: randomUUID(), body: escalated, blobs: [blobRef(paper)] })], [paper])).batch,
      )
      const tag = blobOf(Buffer.from('tag manifest'))
      await devices[0]?.send((await one.seal([...filedCase(paper, tag), caseRecord({ body: { ...body, amountFen: '1e9' } })], [tag])).batch)
      await one.seal([caseRecord({ body: { ...body, applicationNo: 'SQ220199202611230003' } })])
      await devices[0]?.send((await one.seal([caseRecord({ body: { ...body, applicationNo: 'SQ220199202611230004' } })])).batch)
      await devices[1]?.send((await two.seal([caseRecord({ body: { ...body, applicationNo: 'SQ110199202611230002' } })])).batch)
    },
    loseRows: async () => {
      const [, two] = counters
      if (!two) return
      const days = [
        [1, 3],
        [2, 2],
      ] as const
      const device = new Device(url, two)
      await device.hello()
      for (const [rev, size] of days) await device.send((await two.seal([dayOf(two, rev, size)])).batch)
    },
    decisions: async () => (counters[0] ? (await down(counters[0])).filter((record) => record.type === 'case.decided').map((record) => record.body) : []),
    packsDown: async () => {
      const counts: Record<string, number> = {}
      for (const counter of counters) counts[counter.enrolment.branch] = (await down(counter)).filter((record) => record.type === 'reference.pack').length
      return counts
    },
    refusedPack: async (reason) => {
      const [, two] = counters
      if (!two) return
      const pack = { kind: 'LPR' as const, version: 1 }
      const files = [await keepPackFile(head.office, 'lpr.yaml', 'lpr: [{ publishedOn: 2026-01-20, oneYear: 30000, fiveYear: 35000 }]\n')]
      await recordAct(head.office, 'alice', { type: 'pack.draft', ...pack, effectiveFrom: '2026-01-01', title: 'LPR', note: '', files })
      await recordAct(head.office, 'bob', { type: 'pack.publish', ...pack })
      await issueToEach(head.office)
      const packs = [{ ...pack, state: 'REFUSED', reason }]
      const device = new Device(url, two)
      await device.hello()
      await device.send((await two.seal([caseRecord({ type: 'packs.standing', id: randomUUID(), body: { packs } })])).batch)
    },
    recoveryCode: () => makeRecoveryCode(head.office),
    close: async () => {
      await app.close()
      await head.close()
      removeFolders()
    },
  }
}
