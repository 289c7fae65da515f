import type { Action } from '../../core/bridge/actions.ts'
import type { FieldSpec, FormModel, FormSection } from './field-spec.ts'
import { SURVEY_SECTIONS } from './survey-form.ts'

const one = (title: string, ...fields: FieldSpec[]): FormSection[] => [{ id: 'step', title, fields }]
const step = (name: string, kind: FieldSpec['kind'], rest: Partial<FieldSpec> = {}): FieldSpec => ({ path: name, label: `step.${name}`, kind, ...rest })
/** A credit report asked for again before the payment: only when the survey's is too old. */
const fresh = (name: string, kind: FieldSpec['kind']): FieldSpec => ({
  path: `creditReport.${name}`,
  label: `survey.creditReport.${name}`,
  kind,
  showIf: (model) => model.askedAgain === true,
})

/** The form that each action asks for before it calls its channel; an action not named here needs only a confirmation. */
export const ACTION_FORMS: Partial<Record<Action, readonly FormSection[]>> = {
  ASSIGN: one(
    'actions.ASSIGN',
    { path: 'firstManager', label: 'survey.firstManager', kind: 'staff', options: ['ACCOUNT_MANAGER'] },
    { path: 'secondManager', label: 'survey.secondManager', kind: 'staff', options: ['ACCOUNT_MANAGER'] },
  ),
  RECORD_SURVEY: SURVEY_SECTIONS,
  DISCLOSE: one(
    'actions.DISCLOSE',
    step('signedOn', 'date'),
    step('reason', 'longText', { label: 'step.againReason', phrases: 'remake', showIf: (model) => model.again === true }),
  ),
  DRAW_UP: one('actions.DRAW_UP', step('valueDate', 'date')),
  SIGN: one('actions.SIGN', step('signedOn', 'date')),
  PROGRESS_REGISTRATION: one(
    'actions.PROGRESS_REGISTRATION',
    step('to', 'select', { options: 'registrationState' }),
    step('on', 'date'),
    step('note', 'longText', { phrases: 'registration' }),
  ),
  PROVE_REGISTRATION: one(
    'actions.PROVE_REGISTRATION',
    step('proofNo', 'text', { wide: true }),
    step('issuedOn', 'date'),
    step('mortgagee', 'text'),
    step('securedFen', 'money'),
  ),
  CONFIRM_REGISTRATION: one('actions.CONFIRM_REGISTRATION', step('proofNo', 'text', { wide: true })),
  PREPARE_RELEASE: one(
    'actions.PREPARE_RELEASE',
    step('registryCheckedOn', 'date'),
    step('askedAgain', 'boolean'),
    fresh('obtained', 'boolean'),
    fresh('reportNo', 'text'),
    fresh('enquiredOn', 'date'),
    fresh('loanCount', 'int'),
    fresh('businessLoanCount', 'int'),
    fresh('discountCount', 'int'),
    fresh('cardRecord', 'boolean'),
  ),
  RELEASE: one('actions.RELEASE', step('voucherNo', 'text'), step('password', 'password')),
  WITHDRAW: one('actions.WITHDRAW', step('reason', 'longText', { phrases: 'withdraw' })),
}

/** What a form starts from, so that every field the channel wants is there. */
export function emptyModel(action: Action, today: string, about: { readonly line: string; readonly security: string }): FormModel {
  const starts: Partial<Record<Action, FormModel>> = {
    DISCLOSE: { signedOn: today },
    DRAW_UP: { valueDate: today },
    SIGN: { signedOn: today },
    PROGRESS_REGISTRATION: { on: today, note: '' },
    PROVE_REGISTRATION: { issuedOn: today },
    PREPARE_RELEASE: { registryCheckedOn: today, 'creditReport.enquiredOn': today, 'creditReport.reportNo': '' },
  }
  const fields = (ACTION_FORMS[action] ?? []).filter((section) => section.showIf?.({ ...about }) ?? true).flatMap((section) => section.fields)
  const untouched = fields.filter((field) => field.kind === 'boolean' || field.optional)
  return { ...about, ...Object.fromEntries(untouched.map((field) => [field.path, field.kind === 'boolean' ? false : null])), ...(starts[action] ?? {}) }
}
