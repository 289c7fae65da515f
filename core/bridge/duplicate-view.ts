import { z } from 'zod'
import { TRAITS } from '../intake/same-person.ts'

/** Two persons side by side: as typed, and as another case has them. Number and phone of the other are masked. */
export const DuplicateView = z.strictObject({
  applicationNo: z.string(),
  state: z.string(),
  productLine: z.string(),
  amountFen: z.int(),
  openedOn: z.string(),
  rows: z.array(z.strictObject({ trait: z.enum(TRAITS), typed: z.string(), found: z.string(), agrees: z.boolean() })),
})
export type DuplicateView = z.output<typeof DuplicateView>
