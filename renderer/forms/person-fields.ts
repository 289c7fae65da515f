import type { FieldKind, FieldSpec, FormModel, FormSection } from './field-spec.ts'

export const field = (path: string, kind: FieldKind, rest: Partial<FieldSpec> = {}): FieldSpec => ({ path, kind, ...rest })
export const select = (path: string, options: string, rest: Partial<FieldSpec> = {}): FieldSpec => field(path, 'select', { options, ...rest })

/** A person's fields; everybody but the borrower and the spouse shares the spouse's words. */
export const personFields = (who: string): FieldSpec[] =>
  [
    field(`${who}.name`, 'text'),
    select(`${who}.idType`, 'idType'),
    field(`${who}.idNumber`, 'idNumber', who === 'borrower' ? { to: 'borrower.hukouCityCode' } : {}),
    field(`${who}.idIssuedOn`, 'date'),
    field(`${who}.idExpiresOn`, 'date', { optional: true }),
    field(`${who}.phone`, 'text'),
    field(`${who}.address`, 'text', { wide: true }),
  ].map((spec) => (who === 'borrower' ? spec : { ...spec, label: `spouse.${spec.path.slice(who.length + 1)}` }))

/** How many of each list the form takes; the field at the list's own path holds the number asked for. */
export const LIST_PLACES = { guarantors: 3, guarantorCompanies: 2, 'house.coOwners': 3, 'vehicle.coOwners': 3 } as const
export type ListPath = keyof typeof LIST_PLACES

/** The field that adds and removes places of a list. What was typed in a place removed stays in the form until it is left. */
export const placesField = (list: ListPath, rest: Partial<FieldSpec> = {}): FieldSpec =>
  field(list, 'select', {
    label: `places.${list.split('.').pop()}`,
    options: Array.from({ length: LIST_PLACES[list] + 1 }, (_, count) => String(count)),
    ...rest,
  })

/** One section for each place of a list, shown while the list is that long. */
export const placeSections = (
  list: ListPath,
  title: string,
  fields: (path: string) => readonly FieldSpec[],
  showIf: (model: FormModel) => boolean,
): FormSection[] =>
  Array.from({ length: LIST_PLACES[list] }, (_, index) => ({
    id: `${list}.${index}`,
    title: `typeSections.${title}${index + 1}`,
    fields: fields(`${list}.${index}`),
    showIf: (model) => showIf(model) && Number(model[list] ?? 0) > index,
  }))
