import { useI18n } from 'vue-i18n'
import type { Measured } from '../../core/bridge/decide-calls.ts'
import type { AgreedDraft } from '../../core/contract/agreed-terms.ts'
import { type Fen, formatFen } from '../../core/kernel/fen.ts'
import { useCostWords } from './cost-words.ts'

/** What is agreed beside the usual, one row each, and what all of it costs where that is counted; no row of plain terms but that. */
export function useAgreedWords() {
  const { t } = useI18n()
  const { allIn, one } = useCostWords()
  const word = (field: string): string => t(`termWords.fields.${field}`)
  return ({ repriceRule, dueDay, disputes, specialTerms, maximum, costs = [] }: AgreedDraft, cost?: Measured['cost']): { word: string; value: string }[] => [
    ...(repriceRule ? [{ word: word('repriceRule'), value: t(`termWords.values.${repriceRule}`) }] : []),
    ...(dueDay === null ? [] : [{ word: word('dueMode'), value: t('approvals.agreed.dayOf', { n: dueDay }) }]),
    ...(maximum ? [{ word: word('maximum'), value: `${formatFen(maximum.ceilingFen as Fen)} · ${maximum.from} – ${maximum.to}` }] : []),
    ...(disputes === 'COURT' ? [] : [{ word: word('disputes'), value: t(`termWords.values.${disputes}`) }]),
    ...(specialTerms === '' ? [] : [{ word: word('specialTerms'), value: specialTerms }]),
    ...(costs.length === 0 ? [] : [{ word: word('costs'), value: costs.map(one).join('\n') }]),
    ...(cost === undefined ? [] : [{ word: t('approvals.costs.allIn'), value: allIn(cost) }]),
  ]
}
