import { z } from 'zod'
import { CASE_CLASSES, LIST_KINDS } from '../batch/cross-list.ts'

/** What head office's list says other branches have about a case: of which field, and how far it has come; never whose, nor where. */
export const ElsewhereView = z.strictObject({
  /** Null before the first list. `old`: a month and more; `readable`: false when somebody altered it. */
  list: z.strictObject({ madeOn: z.string(), entries: z.int(), old: z.boolean(), readable: z.boolean() }).nullable(),
  found: z.array(z.strictObject({ path: z.string(), kind: z.enum(LIST_KINDS), caseClass: z.enum(CASE_CLASSES) })),
})
export type ElsewhereView = z.output<typeof ElsewhereView>
