import { z } from 'zod'
import { DateField } from '../kernel/schema.ts'
import { HashText, Position } from './envelope.ts'

const CodeText = z.string().regex(/^[A-Za-z0-9._-]{1,60}$/)

/**
 * Body of the up record `archive.bag`, schema 1: a sealed volume of a case, whole, as the BagIt bag it is. Every file of the bag is a blob of the record: a tag
 * file by its name, a payload file as `data-N`; where each belongs the bag's own manifests say, which `sealHash`, the hash of
 * `tagmanifest-sha256.txt`, stands for. Payload files are encrypted to the branch's archive key and head office's escrow key. The
 * record id is the case id; `rev` counts the case's volumes within an epoch (`revision.ts`) and is no `volumeNo`.
 */
export const ArchiveBagBody = z.strictObject({
  applicationNo: CodeText,
  archiveNo: CodeText,
  volumeNo: Position,
  sealHash: HashText,
  filedOn: DateField,
  retentionClass: CodeText,
  files: Position,
})
export type ArchiveBagInput = z.input<typeof ArchiveBagBody>
export type ArchiveBagBody = z.output<typeof ArchiveBagBody>
