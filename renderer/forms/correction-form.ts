import { APPLICATION_SECTIONS } from './application-form.ts'
import type { FieldKind, FieldSpec } from './field-spec.ts'

/** The field of the intake form at this path; a text where the form has none of its own. @example correctionField('loan.amountFen').kind // 'money' */
export const correctionField = (path: string): FieldSpec =>
  APPLICATION_SECTIONS.flatMap(({ fields }) => fields).find((field) => field.path === path) ?? { path, kind: 'text' }

/** What was typed beside the paper as the field keeps it; empty where it must be given again, such as a choice. */
export function correctionStart(kind: FieldKind, typed: string): string | number | null {
  const text = typed.trim()
  if (kind === 'text' || kind === 'longText' || kind === 'idNumber' || kind === 'region') return text
  if (kind === 'date') return /^\d{8}$/.test(text) ? text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3') : text
  if (kind === 'int') return /^\d{1,6}$/.test(text) ? Number(text) : null
  return null
}
