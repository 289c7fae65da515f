import { describe, expect, it } from 'vitest'
import type { ProductLimits } from '../../../core/intake/check-application.ts'
import { checkDraft } from '../../../core/intake/draft.ts'
import { consumer, consumerMortgage, today, trader, traderCredit } from '../../fixtures/applications.ts'

type Path = readonly (string | number)[]
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Every place of a form where somebody types text. */
function textPaths(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return [path]
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, inner]) => textPaths(inner, [...path, Array.isArray(value) ? Number(key) : key]))
}
function withText(form: unknown, path: Path, text: string): unknown {
  const copy = structuredClone(form)
  const parent = path.slice(0, -1).reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), copy)
  if (isObject(parent)) parent[String(path.at(-1))] = text
  return copy
}

const person = (name: string, idNumber: string) => ({ ...consumer().borrower, name, idNumber })
const guarantorOf = ({ name, idType, idNumber, idIssuedOn, idExpiresOn, phone, address }: ReturnType<typeof person>) => ({
  name,
  idType,
  idNumber,
  idIssuedOn,
  idExpiresOn,
  phone,
  address,
  maritalStatus: 'SINGLE',
  spouse: null,
  monthlyIncomeFen: 100,
  relation: '朋友',
})
const forms: readonly (readonly [string, unknown, ProductLimits])[] = [
  ['consumer with a house and a guarantor', { ...consumer(), guarantors: [guarantorOf(person('保证甲', '440399200001010136'))] }, consumerMortgage],
  ['sole trader', trader(), traderCredit],
]
const places = forms.flatMap(([who, form, product]) => textPaths(form).map((path) => ({ who, form, product, path, field: path.join('.') })))
const stops = (form: unknown, product: ProductLimits, path: Path, text: string) =>
  checkDraft(withText(form, path, text), { today, product }).issues.filter(({ level }) => level === 'STOP')

describe('what nobody should type', () => {
  it('is looked for in every text of the form', () => {
    expect(places.length).toBeGreaterThan(60)
  })

  it.each([
    ['right-to-left marks', '\u202e测试\u202c'],
    ['half a surrogate pair', '测试\ud83d'],
    ['control characters', '测\u0007试'],
    ['private-use characters of old card readers', '测\ue626试'],
  ])('is refused with its field: %s', (_what, text) => {
    const unnamed = places.filter(({ form, product, path, field }) => !stops(form, product, path, text).some((issue) => issue.path === field))
    expect(unnamed.map(({ who, field }) => `${who}: ${field}`)).toEqual([])
  })

  it('is refused with its field: ten thousand characters', () => {
    const unnamed = places.filter(({ form, product, path, field }) => !stops(form, product, path, '字'.repeat(10_000)).some((issue) => issue.path === field))
    expect(unnamed.map(({ who, field }) => `${who}: ${field}`)).toEqual([])
  })
})

describe('a person who stands twice in a form', () => {
  it.each([
    ['as guarantor of his own loan', { guarantors: [guarantorOf(person('测试甲', consumer().borrower.idNumber))] }, 'guarantors.0.idNumber'],
    [
      'as two guarantors',
      { guarantors: [guarantorOf(person('保证甲', '440399200001010136')), guarantorOf(person('保证乙', '440399200001010136'))] },
      'guarantors.1.idNumber',
    ],
    ['as spouse and guarantor', { guarantors: [guarantorOf(person('保证甲', consumer().spouse?.idNumber ?? ''))] }, 'guarantors.0.idNumber'],
    [
      'as his own agent',
      { agent: { ...consumer().spouse, idNumber: consumer().borrower.idNumber }, declarations: { ...consumer().declarations, agentPresent: true } },
      'agent.idNumber',
    ],
  ])('is refused %s', (_how, change, path) => {
    const { issues } = checkDraft({ ...consumer(), ...change }, { today, product: consumerMortgage })
    expect(issues).toContainEqual({ path, code: 'SAME_PERSON', level: 'STOP', details: {} })
  })
})
