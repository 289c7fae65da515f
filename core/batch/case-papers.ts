import { z } from 'zod'
import { DateField } from '../kernel/schema.ts'
import { HashText, Position } from './envelope.ts'

const CodeText = z.string().regex(/^[A-Za-z0-9._-]{1,60}$/)

/**
 * Body of the up record `case.papers`, schema 1: the scanned papers of a case as they now stand, each a blob of the record. Its record id is the case id;
 * a later revision replaces the list. It is a record of its own so that what is known of a case never waits for its scans.
 */
export const CasePapersBody = z.strictObject({
  applicationNo: CodeText,
  caseVersion: Position,
  papers: z
    .array(z.strictObject({ itemId: CodeText, party: CodeText, form: CodeText, pages: z.int().min(0), issuedOn: DateField.nullable(), sha256: HashText }))
    .max(1000),
})
export type CasePapersInput = z.input<typeof CasePapersBody>
