import type { HousePacks } from '../../../core/bridge/house-calls.ts'
import type { Checklist } from '../../../core/completeness/checklist.ts'
import type { Parameters } from '../../../core/product/parameters.ts'
import type { Product } from '../../../core/product/product.ts'
import type { Characteristic, Scorecard } from '../../../core/product/scorecard.ts'
import type { Packs } from '../../services/packs.ts'

type Figure = HousePacks['parameters'][number]['figures'][number]

/** Every leaf of a data file by its path, lists by their position. @example figuresOf('dti', { hardPercent: 55 }) // [{ path: 'dti.hardPercent', value: 55 }] */
function figuresOf(path: string, value: unknown): Figure[] {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return [{ path, value }]
  if (typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, part]) => figuresOf(path === '' ? key : `${path}.${key}`, part))
}

const productView = (product: Product): HousePacks['products'][number] => ({
  code: product.code,
  version: product.version,
  name: { zh: product.names['zh-CN'], en: product.names.en },
  line: product.line,
  borrower: product.borrower,
  security: product.security,
  minAmountFen: product.amount.minFen,
  maxAmountFen: product.amount.maxFen,
  minTenorMonths: product.tenor.minMonths,
  maxTenorMonths: product.tenor.maxMonths,
  methods: [...product.methods],
  purposeCodes: [...product.purposeCodes],
  checklist: product.checklist,
  scorecard: product.scorecard,
  parameters: product.parameters,
})

const parametersView = ({ version, validFrom, ...figures }: Parameters): HousePacks['parameters'][number] => ({
  version,
  validFrom,
  figures: figuresOf('', figures),
})

const checklistView = ({ version, items }: Checklist): HousePacks['checklists'][number] => ({
  version,
  items: items.map(({ id, name, stage, severity, form, signers, law }) => ({ id, name, stage, severity, form, signers: [...signers], law })),
})

const NONE = { from: null, to: null, is: [] as string[], points: null, refuses: null }

function binsOf(characteristic: Characteristic): HousePacks['scorecards'][number]['characteristics'][number]['bins'] {
  if (characteristic.kind === 'WORD')
    return characteristic.bins.map(({ is, points, hard }) => ({ ...NONE, is: [...is], points: points ?? null, refuses: hard ?? null }))
  return characteristic.bins.map(({ from, to, points, hard }) => ({
    ...NONE,
    from: from ?? null,
    to: to ?? null,
    points: points ?? null,
    refuses: hard ?? null,
  }))
}

const scorecardView = ({ version, maxPoints, characteristics }: Scorecard): HousePacks['scorecards'][number] => ({
  version,
  maxPoints,
  characteristics: characteristics.map((one) => ({ code: one.code, name: one.name, unit: one.kind === 'NUMBER' ? one.unit : null, bins: binsOf(one) })),
})

/** What the branch works by, every version a case may be pinned to. Changed by data files, never here. */
export const viewParameters = ({ packs }: { readonly packs: Packs }): HousePacks => ({
  products: [...packs.productVersions.values()].map(productView),
  parameters: [...packs.parameters.values()].map(parametersView),
  checklists: [...packs.checklists.values()].map(checklistView),
  scorecards: [...packs.scorecards.values()].map(scorecardView),
})
