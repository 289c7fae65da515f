import { useI18n } from 'vue-i18n'

interface Line {
  readonly act: string
  readonly subject: string
  readonly note: string
}
/** What is needed of vue-i18n. */
interface Speaker {
  t(key: string): string
  te(key: string): boolean
}

/** Where the codes of a note have words: of roles, of what was decided, of how much was seen, of no effect. */
const NOTES = ['roles', 'decision', 'seen', 'noted']

/** What a line of the audit log says, codes by their words; a code of a later release stands for itself. */
export function auditWords({ t, te }: Speaker): { act(line: Line): string; about(line: Line): string } {
  const word = (places: readonly string[], code: string): string => {
    const place = places.find((one) => /^[A-Z_]+$/.test(code) && te(`${one}.${code}`))
    return place === undefined ? code : t(`${place}.${code}`)
  }
  const words = (places: readonly string[], text: string): string =>
    text
      .split(' ')
      .map((code) => word(places, code))
      .join(' ')
  /** What people found out stands in their own words; else a note is made of codes. */
  const noteOf = ({ act, note }: Line): string => (act.startsWith('log.') ? word(['noted'], note) : words(NOTES, note))
  const subjectOf = ({ act, subject }: Line): string => {
    if (act === 'case.search') return word(['cases'], subject)
    return act.startsWith('pack.') ? words(['kinds'], subject) : subject
  }
  return {
    act: ({ act }) => (te(`acts.${act.replace('.', '_')}`) ? t(`acts.${act.replace('.', '_')}`) : act),
    about: (line) => `${subjectOf(line)} ${noteOf(line)}`.trim(),
  }
}

/** `auditWords` in the language of the page. */
export function useAuditWords(): ReturnType<typeof auditWords> {
  const { t, te } = useI18n()
  return auditWords({ t: (key) => t(key), te: (key) => te(key) })
}
