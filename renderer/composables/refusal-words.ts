import type { Refusal } from '../../core/kernel/result.ts'
import { shownFigures } from '../locales/shown-figures.ts'
import { termField } from './term-words.ts'

/** Where the words of a detail are looked for, in this order: details carry field paths and codes. */
const PLACES = [
  'fields',
  'fields.survey',
  'fields.step',
  'issues',
  'details',
  'duties',
  'roles',
  'blockers',
  'refusalReasons',
  'scoreCharacteristics',
  'fields.options.registrationState',
  'milestones',
  'conditions',
  'signedSet.open',
  'states',
  'pages.setUp',
  'pages.loanCase.parties',
  'paperMenu',
  'password.problems',
  'sync.packKinds',
]

/** Whom most papers are for: not said. */
const BORROWER = 'B'
/** Before the fields an approver agrees, which are called as in the terms. */
const AGREED = 'agreed.'

/** What is needed of vue-i18n. */
interface Speaker {
  t(key: string, details?: Record<string, string>): string
  te(key: string): boolean
  /** The name of a checklist item; its code where nothing is known of it. */
  item?(itemId: string): string
}

/** The words of a refusal: its code's message with the details put in, fields and codes by their words on screen. */
export function refusalWords({ t, te, item }: Speaker): (refusal: Refusal) => string {
  const word = (text: string, figures: Record<string, string> = {}): string => {
    // One of a list has the words of the list: 'register.signers.0.idChecked'.
    const named = [text, text.replace(/\.\d+\..*$/, '')]
    const place = named.flatMap((one) => PLACES.map((name) => `${name}.${one}`)).find(te)
    return place === undefined ? text : t(place, figures)
  }
  /** Papers by their names, and whose they are unless the borrower's. */
  const papers = (text: string): string =>
    item
      ? text.replace(/\b(D\d{3})\/(\w+)/g, (_key, itemId: string, party: string) => (party === BORROWER ? item(itemId) : `${item(itemId)} (${word(party)})`))
      : text
  /** A code or path alone, or codes among other text: 'CODE:2', 'path.of.field CODE', 'CODE: D101/B (ROLE)'. */
  const detail = (text: string, figures?: Record<string, string>): string => {
    const whole = text.startsWith(AGREED) ? termField({ t, te })(text.slice(AGREED.length)) : word(text, figures)
    if (whole !== text) return whole
    const [, path = '', rest = text] = /^([a-z][\w.]*)( [A-Z_0-9]+)$/.exec(text) ?? []
    return (path && word(path)) + papers(rest).replace(/\b[A-Z][A-Z0-9_]{2,}\b/g, (code) => word(code, figures))
  }
  return (refusal) => {
    const figures = shownFigures(refusal.details)
    const said = refusal.code === 'TERMS_DIFFER' ? termField({ t, te }) : (one: string) => detail(one, figures)
    const details = Object.fromEntries(
      Object.entries(refusal.details).map(([key, value]) => [key, Array.isArray(value) ? value.map(said).join(', ') : detail(figures[key] ?? '', figures)]),
    )
    const key = `errors.${refusal.code}`
    return te(key) ? t(key, details) : refusal.code
  }
}
