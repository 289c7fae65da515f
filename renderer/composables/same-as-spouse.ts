import type { FormModel } from '../forms/field-spec.ts'
import { personFields } from '../forms/person-fields.ts'

const OWNER = /^(?:house|vehicle)\.coOwners\.\d+$/
const FIELDS = personFields('spouse').map(({ path }) => path.slice('spouse.'.length))

/** Whether a person of the form may be the spouse, whose data then need not be typed again (WCAG 3.3.7). */
export const maybeSpouse = (model: FormModel, person: string): boolean =>
  OWNER.test(person) && model['borrower.maritalStatus'] === 'MARRIED' && String(model['spouse.idNumber'] ?? '') !== ''

/** Fills a person with what stands for the spouse. @example sameAsSpouse(model, 'house.coOwners.0') */
export function sameAsSpouse(model: FormModel, person: string): string[] {
  return FIELDS.map((field) => {
    const path = `${person}.${field}`
    model[path] = model[`spouse.${field}`]
    return path
  })
}
