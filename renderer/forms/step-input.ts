import type { Action } from '../../core/bridge/actions.ts'
import { type FormModel, toNested } from './field-spec.ts'

/** What a step's form sends: nested, parts left out where the form did not ask for them. */
export function stepInput(action: Action, model: FormModel): Record<string, unknown> {
  const { line: _line, security: _security, again: _again, ...typed } = model
  const nested = toNested(typed)
  if (action === 'RECORD_SURVEY') nested.survey = { business: null, valuation: null, ...(nested.survey as object) }
  if (action === 'PREPARE_RELEASE') {
    if (nested.askedAgain !== true) nested.creditReport = null
    delete nested.askedAgain
  }
  return nested
}
