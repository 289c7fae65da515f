import type { FieldSpec, FormModel } from './field-spec.ts'

/** A second person says who he is at the seat of the first: number and password of his own. */
export const SECOND_FIELDS = [
  { path: 'secondNo', kind: 'text' },
  { path: 'secondPassword', kind: 'password' },
] as const satisfies readonly FieldSpec[]
export const noSecond = (): FormModel => ({ secondNo: '', secondPassword: '' })

export const isFilled = (model: FormModel, ...paths: readonly string[]): boolean => paths.every((path) => String(model[path] ?? '').trim() !== '')
export const hasSecond = (model: FormModel): boolean => isFilled(model, ...SECOND_FIELDS.map(({ path }) => path))

/** What is sent of him; the form keeps no password. */
export function takeSecond(model: FormModel): { staffNo: string; password: string } {
  const second = { staffNo: String(model.secondNo).trim(), password: String(model.secondPassword) }
  model.secondPassword = ''
  return second
}
