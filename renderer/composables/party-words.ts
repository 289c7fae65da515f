import { useI18n } from 'vue-i18n'

/** Whom a paper is for, or who signs it, in words. @example usePartyWords()('SP') // '配偶' */
export function usePartyWords(): (party: string) => string {
  const { t, te } = useI18n()
  return (party) => (te(`pages.loanCase.parties.${party}`) ? t(`pages.loanCase.parties.${party}`) : party)
}
