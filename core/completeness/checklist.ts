import { z } from 'zod'
import { DataVersion } from '../product/product.ts'
import { CHECKPOINTS } from './checkpoints.ts'
import { PARTY_ROLES, SIGNER_CODES } from './parties.ts'
import { type Condition, PREDICATE_NAMES } from './predicates.ts'
import { STAGES } from './stages.ts'

/** O original kept, V original seen and copy kept, C copy, S system-generated, printed and signed (domain 2). */
export const FORMS = ['O', 'V', 'C', 'S'] as const
export type Form = (typeof FORMS)[number]

const Predicate = z.enum(PREDICATE_NAMES, { error: (issue) => `unknown predicate ${String(issue.input)}` })
const Predicates = z.array(Predicate).min(1)
const AllAny = z.strictObject({ all: Predicates.default([]), any: Predicates })
/** A list means all of it; `{ all, any }` adds "at least one of". Not a z.union, whose one error would hide which name is wrong. */
const When = z.unknown().transform((when, context): Condition => {
  const parsed = Array.isArray(when) ? Predicates.transform((all): Condition => ({ all, any: [] })).safeParse(when) : AllAny.safeParse(when)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) context.issues.push({ code: 'custom', path: issue.path, message: issue.message, input: when })
  return z.NEVER
})

const ValidityRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('EXPIRY'), at: z.array(z.enum(CHECKPOINTS)).min(1) }),
  z.strictObject({ kind: z.literal('AGE'), days: z.int().min(1).max(3650), at: z.array(z.enum(CHECKPOINTS)).min(1) }),
])
export type ValidityRule = z.output<typeof ValidityRule>

export const ChecklistItem = z.strictObject({
  id: z.string().regex(/^D\d{3}$/, 'an item id is D and three digits'),
  name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  form: z.enum(FORMS),
  /** Further forms that serve as well, e.g. an e-sealed original of a registry search. */
  alsoForms: z.array(z.enum(FORMS)).default([]),
  /** One sheet for each person of these roles. */
  parties: z.array(z.enum(PARTY_ROLES)).min(1).default(['B']),
  signers: z.array(z.enum(SIGNER_CODES)),
  /** Empty: the paper does not age. */
  validity: z.array(ValidityRule).default([]),
  /** Fewest scanned pages. */
  pages: z.int().min(1).max(500).default(1),
  stage: z.enum(STAGES),
  severity: z.enum(['BLOCK', 'WARN']),
  /** Demanded by law: no waiver (domain 2.2.1). */
  law: z.boolean().default(false),
  /** POST items: days after disbursement within which it is due. */
  dueDays: z.int().min(1).max(365).optional(),
  when: When,
  /** What the checker looks at. */
  check: z.string().min(1),
})
export type ChecklistItem = z.output<typeof ChecklistItem>

/** A checklist file of `templates/checklists`. Items keep their order on screen and paper. */
export const Checklist = z.strictObject({ version: DataVersion, items: z.array(ChecklistItem).min(1) }).superRefine((checklist, context) => {
  const seen = new Set<string>()
  for (const [index, item] of checklist.items.entries()) {
    if (seen.has(item.id)) context.addIssue({ code: 'custom', path: ['items', index, 'id'], message: `duplicate item ${item.id}` })
    seen.add(item.id)
  }
})
export type Checklist = z.output<typeof Checklist>
