import type { RecordLine } from '../../core/batch/record-line.ts'
import { ReferencePackBody } from '../../core/batch/reference-pack.ts'
import { sha256Hex } from '../../protocol/hashing.ts'
import type { BlobSource } from '../../protocol/hob-slices.ts'
import { derivedId } from '../../protocol/receipt.ts'
import type { Act } from '../acts/act.ts'
import { actOf } from '../import/project-office.ts'
import type { Office } from '../office.ts'
import { openStream } from '../store/streams.ts'
import { oneByOne } from './one-by-one.ts'
import { sealDown } from './seal-down.ts'

type PublishedRow = { ref: string; published_by: string }
type Draft = Extract<Act, { type: 'pack.draft' }>

/** The place a pack's file is sealed for in the spool. */
const packPlace = (sha256: string): string => `pack file ${sha256}`

type PackFile = Draft['files'][number]

/** Seals a file of a pack into the spool. @throws ObjectTooLargeError */
export async function keepPackFile(office: Office, name: string, text: string): Promise<PackFile> {
  const bytes = Buffer.from(text)
  const sha256 = sha256Hex(bytes)
  const ref = await office.spool.put(office.seal.sealBytes(packPlace(sha256), bytes))
  return { name, sha256, bytes: bytes.length, ref, sealed: 'bytes' }
}

export async function packFile(office: Office, { sha256, ref, sealed }: PackFile): Promise<Buffer> {
  const object = await office.spool.need(ref)
  if (sealed === 'bytes') return office.seal.openBytes(packPlace(sha256), object)
  return Buffer.from(office.seal.open(packPlace(sha256), object.toString('latin1')), 'base64')
}

const MEDIA: Readonly<Record<string, string>> = { yaml: 'application/yaml', json: 'application/json', ndjson: 'application/x-ndjson' }

function recordOf(draft: Draft, preparedBy: string, publishedBy: string): RecordLine {
  const body = ReferencePackBody.parse({
    kind: draft.kind,
    version: draft.version,
    effectiveFrom: draft.effectiveFrom,
    title: draft.title,
    note: draft.note,
    files: draft.files.map(({ name, sha256, bytes }) => ({ name, sha256, bytes })),
    preparedBy,
    publishedBy,
  })
  const blobs = draft.files.map(({ name, sha256, bytes }) => ({ sha256, bytes, role: name, media: MEDIA[name.split('.').at(-1) ?? ''] ?? 'text/plain' }))
  return { type: 'reference.pack', schema: 1, id: derivedId(`pack ${draft.kind}`), rev: draft.version, body, blobs }
}

/** Sends the newest published pack of each kind, once in every epoch of the branch. The caller holds the lane. */
export async function issuePacks(office: Office, branch: string): Promise<void> {
  const stream = await openStream(office.database, branch, 'down')
  if (!stream) return
  const rows = await office.database.query<PublishedRow>(
    `select p.ref, p.published_by from pack p where p.state = 'published'
        and not exists (select 1 from pack n where n.kind = p.kind and n.state = 'published' and n.version > p.version and n.effective_from <= p.effective_from)
        and not exists (select 1 from delivery d where d.branch_id = $1 and d.ref = p.ref and d.epoch = $2)
      order by p.published_at, p.kind, p.version`,
    [branch, stream.epoch],
  )
  const send = async ({ ref, published_by }: PublishedRow): Promise<void> => {
    const { who, what } = await actOf(office, ref)
    if (what.type !== 'pack.draft') throw new Error('not a pack')
    const blobs: BlobSource[] = what.files.map((file) => ({ sha256: file.sha256, bytes: file.bytes, read: () => packFile(office, file) }))
    await sealDown(office, branch, { answers: ref, records: [recordOf(what, who, published_by)], blobs, preparedBy: who, sealedBy: published_by })
  }
  await oneByOne(
    office,
    branch,
    rows.map((row) => () => send(row)),
  )
}
