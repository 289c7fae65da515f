import { useI18n } from 'vue-i18n'
import type { AgreedDraft } from '../../core/contract/agreed-terms.ts'
import { type Fen, formatFen } from '../../core/kernel/fen.ts'

/** What is agreed beside the usual, one row each; nothing for plain terms. */
export function useAgreedWords() {
  const { t } = useI18n()
  const word = (field: string): string => t(`termWords.fields.${field}`)
  return ({ repriceRule, dueDay, disputes, specialTerms, maximum }: AgreedDraft): { word: string; value: string }[] => [
    ...(repriceRule ? [{ word: word('repriceRule'), value: t(`termWords.values.${repriceRule}`) }] : []),
    ...(dueDay === null ? [] : [{ word: word('dueMode'), value: t('approvals.agreed.dayOf', { n: dueDay }) }]),
    ...(maximum ? [{ word: word('maximum'), value: `${formatFen(maximum.ceilingFen as Fen)} · ${maximum.from} – ${maximum.to}` }] : []),
    ...(disputes === 'COURT' ? [] : [{ word: word('disputes'), value: t(`termWords.values.${disputes}`) }]),
    ...(specialTerms === '' ? [] : [{ word: word('specialTerms'), value: specialTerms }]),
  ]
}
