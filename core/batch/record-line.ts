import { z } from 'zod'
import { HashText } from './envelope.ts'
import { BATCH_LIMITS } from './limits.ts'

/** A file a record refers to; its bytes may come in this batch, an earlier or a later one (rulings 15). */
export const BlobReference = z.strictObject({
  sha256: HashText,
  bytes: z.int().min(1).max(BATCH_LIMITS.blobBytes),
  media: z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,60}$/),
  role: z.string().regex(/^[A-Za-z0-9._-]{1,60}$/),
})
export type BlobReference = z.output<typeof BlobReference>

/** One line of data/records.ndjson (sync.md §3). `rev` counts from 1; money inside `body` is a decimal string of fen. */
export const RecordLine = z
  .strictObject({
    type: z
      .string()
      .max(BATCH_LIMITS.nameText)
      .regex(/^[a-z]+(\.[a-z]+){1,3}$/),
    schema: z.int().min(1).max(1_000_000),
    id: z.uuid().refine((id) => id === id.toLowerCase()),
    rev: z.int().min(1).max(1_000_000),
    // Looked into by the schema of its own type; copied here it would cost as much as all the rest.
    body: z.custom<Record<string, unknown>>((body) => typeof body === 'object' && body !== null && !Array.isArray(body)),
    blobs: z.array(BlobReference).max(1000),
  })
  .refine(
    (line) => line.blobs.length < 2 || new Set(line.blobs.map((blob) => `${blob.role} ${blob.sha256}`)).size === line.blobs.length,
    'a role names a blob once',
  )
export type RecordLine = z.output<typeof RecordLine>
