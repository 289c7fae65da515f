import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { ApplicationInput } from '../../../core/intake/application.ts'
import { idCheckCharacter } from '../../../core/intake/id-number.ts'
import { bundledSurvey } from './busy-branch.ts'
import type { Typed, Values } from './hand.ts'
import { today } from './people.ts'

/** One customer of a journey: what is typed of the application and of the survey. */
export interface Customer {
  readonly name: string
  readonly product: string
  readonly application: Values
  readonly survey: Values
  readonly mortgage: boolean
  /** The identity cards of those who came, in the order of the form. */
  readonly cards: readonly Card[]
}
/** What a card on the reader tells the form. */
export type Card = Omit<NonNullable<ApplicationInput['spouse']>, 'phone'>
const cardOf = ({ name, idType, idNumber, idIssuedOn, idExpiresOn, address }: Card): Card => ({ name, idType, idNumber, idIssuedOn, idExpiresOn, address })
interface Bundled {
  readonly cases: readonly { readonly application: ApplicationInput; readonly survey: object }[]
}
const bundled = (JSON.parse(readFileSync(path.join(import.meta.dirname, '../../../scripts/demo/cases.json'), 'utf8')) as Bundled).cases

/** Text as a person types it: money in yuan, dates in eight digits. */
function typed(name: string, value: unknown): Typed {
  if (typeof value === 'boolean') return value
  if (name.endsWith('Fen')) return String(Number(value) / 100)
  const text = String(value)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text.replaceAll('-', '') : text
}
function valuesOf(value: object, prefix = ''): [string, Typed][] {
  return Object.entries(value).flatMap(([key, inner]): [string, Typed][] => {
    const name = prefix === '' ? key : `${prefix}.${key}`
    if (inner === null || inner === '') return []
    if (Array.isArray(inner)) return [[name, String(inner.length)], ...inner.flatMap((one, index) => valuesOf(one as object, `${name}.${index}`))]
    return typeof inner === 'object' ? valuesOf(inner, name) : [[name, typed(name, inner)]]
  })
}

/** The same birth date and region with another serial number, and the check character that belongs to it. */
export function otherNumber(idNumber: string, serial: number): string {
  const stem = `${idNumber.slice(0, 14)}${String(serial).padStart(3, '0')}`
  return stem + idCheckCharacter(stem)
}

function customer(nth: number, change: (application: ApplicationInput) => ApplicationInput = (same) => same): Customer {
  const one = bundled[nth]
  if (!one) throw new Error('the bundled cases are gone')
  const { productCode, note: _note, ...application } = change(one.application)
  const survey = bundledSurvey(today, nth)
  return {
    name: application.borrower.name,
    product: productCode,
    mortgage: application.house !== null && application.house !== undefined,
    application: Object.fromEntries(valuesOf(application)),
    cards: [application.borrower, ...(application.spouse ? [application.spouse] : [])].map(cardOf),
    survey: Object.fromEntries(valuesOf({ survey })),
  }
}

/** Another person with another house: the branch has not seen any of them. */
const neighbour = (one: ApplicationInput): ApplicationInput => {
  const spouse = one.spouse && { ...one.spouse, name: '试𫖮兰', idNumber: otherNumber(one.spouse.idNumber, 206), phone: '13800138013' }
  return {
    ...one,
    borrower: { ...one.borrower, name: '测试䶮', idNumber: otherNumber(one.borrower.idNumber, 205), phone: '13800138012' },
    spouse,
    house: one.house && {
      ...one.house,
      titleNo: '京（2019）测试区不动产权第0001255号',
      unitNo: '110199001002GB00001F00010055',
      coOwners: spouse ? [spouse] : [],
    },
  }
}
const otherTrader = (one: ApplicationInput): ApplicationInput => ({
  ...one,
  borrower: { ...one.borrower, name: '阿依古丽·测试', idNumber: otherNumber(one.borrower.idNumber, 207), phone: '13800138022' },
})

/** Of each product one customer for the mouse and one for the keys. */
export const CUSTOMERS = {
  mortgage: { mouse: () => customer(0), keys: () => customer(0, neighbour) },
  trader: { mouse: () => customer(1), keys: () => customer(1, otherTrader) },
} as const
