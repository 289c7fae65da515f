import type { PhraseSet } from '../composables/phrases.ts'

/** Forms are data (architecture, "Vue"): a list of fields drives labels, controls, checks and tests. */
export type FieldKind = 'text' | 'longText' | 'money' | 'int' | 'date' | 'select' | 'multi' | 'boolean' | 'staff' | 'password' | 'idNumber' | 'region'

export interface FieldSpec<Model = FormModel> {
  /** Dotted path in the model; also the i18n key below `fields.` unless `label` says otherwise. */
  readonly path: string
  readonly label?: string
  /** The label itself, where it is no word of ours but what somebody wrote. */
  readonly words?: string
  readonly kind: FieldKind
  /** Key below `fields.options.` whose codes are offered, or the codes themselves. */
  readonly options?: string | readonly string[]
  readonly optional?: boolean
  /** Of a text of several lines: the standard phrases offered with it. */
  readonly phrases?: PhraseSet
  /** Of an identity number: the field its region fills while that is empty. */
  readonly to?: string
  readonly wide?: boolean
  readonly showIf?: (model: Model) => boolean
}

export interface FormSection<Model = FormModel> {
  readonly id: string
  readonly title: string
  readonly fields: readonly FieldSpec<Model>[]
  readonly showIf?: (model: Model) => boolean
}

/** Flat values by dotted path, as typed; `toNested` makes the object the bridge wants. */
export type FormModel = Record<string, unknown>

/** `{ 'loan.amountFen': 1 }` → `{ loan: { amountFen: 1 } }`; empty strings of optional fields become null. */
export function toNested(model: FormModel): Record<string, unknown> {
  const root: Record<string, unknown> = {}
  for (const [path, value] of Object.entries(model)) {
    const keys = path.split('.')
    const last = keys.pop() ?? ''
    let at = root
    for (const key of keys) {
      if (typeof at[key] !== 'object' || at[key] === null) at[key] = {}
      at = at[key] as Record<string, unknown>
    }
    at[last] = value
  }
  return root
}

/** The reverse of `toNested`: arrays stay whole. */
export function toFlat(value: Record<string, unknown>, prefix = ''): FormModel {
  return Object.entries(value).reduce<FormModel>((flat, [key, item]) => {
    const path = prefix ? `${prefix}.${key}` : key
    if (item !== null && typeof item === 'object' && !Array.isArray(item)) return Object.assign(flat, toFlat(item as Record<string, unknown>, path))
    flat[path] = item
    return flat
  }, {})
}
