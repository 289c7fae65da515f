import { z } from 'zod'
import { DataVersion } from '../product/product.ts'
import { CHECKPOINTS } from './checkpoints.ts'
import type { Condition } from './condition.ts'
import { PARTY_ROLES, SIGNER_CODES } from './parties.ts'
import { PREDICATE_NAMES } from './predicates.ts'
import { STAGES } from './stages.ts'

/** O original kept, V original seen and copy kept, C copy, S system-generated, printed and signed (domain 2). */
export const FORMS = ['O', 'V', 'C', 'S'] as const
export type Form = (typeof FORMS)[number]

const Predicate = z.enum(PREDICATE_NAMES, { error: (issue) => `unknown predicate ${String(issue.input)}` })
const Predicates = z.array(Predicate).min(1)
/** Parses by the shape that was meant. Not a z.union, whose one error would hide which name is wrong. */
const byShape = <T>(choose: (value: unknown) => z.ZodType<T>) =>
  z.unknown().transform((value, context): T => {
    const parsed = choose(value).safeParse(value)
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues) context.issues.push({ code: 'custom', path: issue.path, message: issue.message, input: value })
    return z.NEVER
  })
const Choice = byShape<Condition['any'][number]>((value) => (Array.isArray(value) ? Predicates : Predicate))
const AllOf: z.ZodType<Condition> = Predicates.transform((all) => ({ all, any: [] }))
const AllAny: z.ZodType<Condition> = z.strictObject({ all: z.array(Predicate).default([]), any: z.array(Choice).min(1) })
/** A list means all of it; `{ all, any }` adds "at least one of", where a list inside `any` means all of that list. */
const When = byShape<Condition>((value) => (Array.isArray(value) ? AllOf : AllAny))

const PartyRole = z.enum(PARTY_ROLES, { error: (issue) => `unknown party ${String(issue.input)}` })
/** A party of an item: a role, or a role only where a condition holds. */
const ItemParty = byShape((value) =>
  typeof value === 'string' ? PartyRole.transform((role) => ({ role, when: null })) : z.strictObject({ role: PartyRole, when: When.nullable().default(null) }),
)
export type ItemParty = z.output<typeof ItemParty>

const ValidityRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('EXPIRY'), at: z.array(z.enum(CHECKPOINTS)).min(1) }),
  z.strictObject({ kind: z.literal('AGE'), days: z.int().min(1).max(3650), at: z.array(z.enum(CHECKPOINTS)).min(1) }),
])
export type ValidityRule = z.output<typeof ValidityRule>
const ItemId = z.string().regex(/^D\d{3}$/, 'an item id is D and three digits')

export const ChecklistItem = z.strictObject({
  id: ItemId,
  name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  form: z.enum(FORMS),
  /** Further forms that serve as well, e.g. an e-sealed original of a registry search. */
  alsoForms: z.array(z.enum(FORMS)).default([]),
  /** One sheet for each person of these roles. */
  parties: z
    .array(ItemParty)
    .min(1)
    .default([{ role: 'B', when: null }]),
  signers: z.array(z.enum(SIGNER_CODES, { error: (issue) => `unknown signer ${String(issue.input)}` })),
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
  /** Groups of other items, each of which clears this one when all its papers for the same person are good: "A or (B and C)". */
  orElse: z.array(z.array(ItemId).min(1)).default([]),
  /** How hard the paper is to get, 1 (signed at the counter) to 9; by form when left out. Decides the smallest shortfall. */
  effort: z.int().min(1).max(9).optional(),
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
  for (const [index, item] of checklist.items.entries())
    for (const [at, group] of item.orElse.entries())
      for (const id of group) {
        const fault = id === item.id ? 'an item cannot stand in for itself' : seen.has(id) ? null : `no item ${id}`
        if (fault !== null) context.addIssue({ code: 'custom', path: ['items', index, 'orElse', at], message: fault })
      }
})
export type Checklist = z.output<typeof Checklist>
