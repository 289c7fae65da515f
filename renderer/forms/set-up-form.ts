import type { FieldSpec } from './field-spec.ts'

export const BRANCH_FIELDS: readonly FieldSpec[] = [
  { path: 'branchCode', kind: 'text' },
  { path: 'bankName', kind: 'text' },
  { path: 'branchName', kind: 'text' },
  { path: 'managerName', kind: 'text' },
  { path: 'address', kind: 'text', wide: true },
  { path: 'phone', kind: 'text' },
  { path: 'businessDate', kind: 'date' },
]

export const ADMINISTRATOR_FIELDS: readonly FieldSpec[] = [
  { path: 'administrator.staffNo', label: 'staffNo', kind: 'text' },
  { path: 'administrator.staffName', label: 'staffName', kind: 'text' },
  { path: 'administrator.password', label: 'password', kind: 'password' },
]
