import { z } from 'zod'
import { defineCalls } from './define-calls.ts'
import { WORKS_ON_CASES } from './file-calls.ts'
import { Id } from './views.ts'

const Nothing = z.strictObject({})
const Names = z.strictObject({ zh: z.string(), en: z.string() })

/** A version of a checklist, its items in order. */
const ChecklistView = z.strictObject({
  version: z.string(),
  items: z.array(
    z.strictObject({ id: z.string(), name: Names, stage: z.string(), severity: z.string(), form: z.string(), signers: z.array(z.string()), law: z.boolean() }),
  ),
})
/** A bin of a scorecard: what it is of, and the points; null points where it refuses by a reason code. */
const BinView = z.strictObject({
  from: z.int().nullable(),
  to: z.int().nullable(),
  is: z.array(z.string()),
  points: z.int().nullable(),
  refuses: z.string().nullable(),
})
const ScorecardView = z.strictObject({
  version: z.string(),
  maxPoints: z.int(),
  characteristics: z.array(z.strictObject({ code: z.string(), name: Names, unit: z.string().nullable(), bins: z.array(BinView) })),
})
const ProductView = z.strictObject({
  code: z.string(),
  version: z.string(),
  name: Names,
  line: z.string(),
  borrower: z.string(),
  security: z.string(),
  minAmountFen: z.int(),
  maxAmountFen: z.int(),
  minTenorMonths: z.int(),
  maxTenorMonths: z.int(),
  methods: z.array(z.string()),
  purposeCodes: z.array(z.string()),
  checklist: z.string(),
  scorecard: z.string(),
  parameters: z.string(),
})
/** Every figure of one version by its path in the file: amounts in fen, rates in 1/10000 percent, days, percent. */
const ParametersView = z.strictObject({
  version: z.string(),
  validFrom: z.string(),
  figures: z.array(z.strictObject({ path: z.string(), value: z.union([z.string(), z.number(), z.boolean()]).nullable() })),
})
export const HousePacks = z.strictObject({
  products: z.array(ProductView),
  parameters: z.array(ParametersView),
  checklists: z.array(ChecklistView),
  scorecards: z.array(ScorecardView),
})
export type HousePacks = z.output<typeof HousePacks>

const Mark = z.strictObject({ by: z.string(), at: z.string() })
export const VolumeView = z.strictObject({
  /** Null until the first archivist puts the volume in order. */
  archiveNo: z.string().nullable(),
  folder: z.string().nullable(),
  retention: z.string(),
  /** The file index as it would be printed now; pages are numbered through. */
  items: z.array(
    z.strictObject({
      reference: z.string().nullable(),
      responsible: z.string(),
      title: z.string(),
      on: z.string(),
      firstPage: z.int(),
      lastPage: z.int(),
      copies: z.int(),
      form: z.string(),
    }),
  ),
  pages: z.int(),
  prepared: Mark.nullable(),
  checked: Mark.nullable(),
  /** Hash of the sealed bag's tag manifest, once sealed. */
  sealHash: z.string().nullable(),
  /** What stands on the volume's label (domain 7); the name masked. */
  label: z.strictObject({
    archiveNo: z.string().nullable(),
    name: z.string(),
    contractNo: z.string().nullable(),
    productCode: z.string(),
    amountFen: z.int(),
    openedOn: z.string(),
    settledOn: z.string().nullable(),
    pages: z.int(),
    keeper: z.string(),
  }),
})
export type VolumeView = z.output<typeof VolumeView>

/** What the branch works by, how it stands towards head office, and its archive. */
export const houseCalls = defineCalls({
  /** Products, limits, checklists and scorecards with their versions; read only. */
  'parameters.view': { access: 'SIGNED_IN', input: Nothing, output: HousePacks },
  /** What is known of the line to head office and of backups; null where it never happened. */
  'shell.status': {
    access: 'SIGNED_IN',
    input: Nothing,
    output: z.strictObject({
      waiting: z.int(),
      unanswered: z.int(),
      lastReceiptAt: z.string().nullable(),
      lastBackupAt: z.string().nullable(),
      headOfficeKnown: z.boolean(),
      searchReady: z.boolean(),
    }),
  },
  'archive.view': { access: WORKS_ON_CASES, input: z.strictObject({ caseId: Id }), output: VolumeView },
})
