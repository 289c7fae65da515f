import { ref } from 'vue'
import { type PastePart, splitPaste } from '../../core/intake/split-paste.ts'
import type { DateOnly } from '../../core/kernel/calendar.ts'
import type { FormModel } from '../forms/field-spec.ts'

export interface PastedField {
  readonly path: string
  readonly text: string
}

/** Whose fields a path stands among; anything else is the borrower's, and its credit code the business's. */
const PERSON_PART =
  /^(spouse|agent|enterprise\.controller|(?:house|vehicle)\.coOwners\.\d+|guarantors\.\d+(?:\.spouse(?=\.))?|(?:guarantorCompanies\.\d+|collateralCompany)\.legalRepresentative)\./
const COMPANY_PART = /^(guarantorCompanies\.\d+|collateralCompany)\./

/** A line pasted into a person's fields is offered taken apart: seen first, taken with Enter, undone with Ctrl+Z (S4). */
export function usePasteSplit(model: FormModel, today: () => DateOnly) {
  const offered = ref<readonly PastedField[]>([])
  let before: FormModel | null = null

  const pathOf = (part: PastePart, who: string, company: string): string => (part === 'uscc' ? `${company}.uscc` : `${who}.${part}`)
  /** Looks at what is pasted; true when it is to be offered instead of pasted. */
  function look(text: string, field: string): boolean {
    const who = PERSON_PART.exec(field)?.[1] ?? 'borrower'
    const company = COMPANY_PART.exec(field)?.[1] ?? 'business'
    offered.value = splitPaste(text, today()).map(({ part, text: value }) => ({ path: pathOf(part, who, company), text: value }))
    return offered.value.length > 0
  }
  function accept(): void {
    before = Object.fromEntries(offered.value.map(({ path }) => [path, model[path]]))
    for (const { path, text } of offered.value) model[path] = text
    offered.value = []
  }
  /** True when there was a split to take back. */
  function undo(): boolean {
    if (!before) return false
    Object.assign(model, before)
    before = null
    return true
  }
  return {
    offered,
    look,
    accept,
    undo,
    drop: () => {
      offered.value = []
    },
  }
}
