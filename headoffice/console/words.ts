import { useI18n } from 'vue-i18n'
import { reasonCode } from './quarantine-reasons.ts'

/** Which applicant and security a product code begins and ends with. @example 'SME-WC-PLEDGE' */
const PRODUCT = /^(IND-CONSUME|IND-BIZ|SME-WC|FARM|COOP)-(CREDIT|GUARANTEE|MORTGAGE|VEHICLE|PLEDGE)$/i
const APPLICANTS: Readonly<Record<string, string>> = { FARM: 'AGRI_PERSON', COOP: 'AGRI_ENTERPRISE' }
const SECURITIES: Readonly<Record<string, string>> = { MORTGAGE: 'MORTGAGE_RE', VEHICLE: 'MORTGAGE_VEH' }
const SCAN = /^(D\d{3})\.([A-Z]+\d*)\.(\d+)$/

/** The counter's words for what a case says in codes; a code without a word, of a later release, stands for itself. */
export function useWords() {
  const { t, te } = useI18n()
  const word = (group: string, code: string): string => (te(`counter.${group}.${code}`) ? t(`counter.${group}.${code}`) : code)
  return {
    word,
    product(code: string): string {
      const [, who = '', by = ''] = PRODUCT.exec(code.toUpperCase()) ?? []
      if (who === '') return code
      return `${word('applicants', APPLICANTS[who] ?? who.replace('-', '_'))} · ${word('securities', SECURITIES[by] ?? by)}`
    },
    /** A paper's role: a kind of document and its number, or a checklist item, whose it is and which scan. */
    paper(role: string): string {
      const [, item = '', party = '', scan = ''] = SCAN.exec(role) ?? []
      if (item !== '') return t('papers.scan', { item, party: word('parties', party), scan })
      const [kind = '', ...number] = role.split('.')
      return `${word('documents', kind)} ${number.join('.')}`.trim()
    },
    /** Why a record or a batch is in quarantine; the code stands beside it, for who asks on the phone. */
    quarantined(reason: string): string {
      const code = reasonCode(reason)
      return te(`reasons.${code}`) ? `${t(`reasons.${code}`)} · ${code}` : reason
    },
    /** What to do about it. Where the batch stands and only its papers were not taken, nothing is said of a number that is used up. */
    advice({ reason, line, applied }: { readonly reason: string; readonly line: number; readonly applied: boolean }): string {
      const code = reasonCode(reason)
      if (line === 0 && applied && code !== reason) return t('advice.PAPERS')
      return t(te(`advice.${code}`) ? `advice.${code}` : 'advice.CONTENT')
    },
  }
}
