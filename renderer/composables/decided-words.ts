import { useI18n } from 'vue-i18n'
import type { DecisionView } from '../../core/bridge/sync-calls.ts'
import { type Fen, formatFen } from '../../core/kernel/fen.ts'
import { formatRate, type Rate } from '../../core/kernel/rate.ts'

/** What head office decided, as the screens say it: amount, rate and conditions, as far as there are any. */
export function useDecidedWords() {
  const { t } = useI18n()
  return ({ amountFen, annualRate, conditions }: Pick<DecisionView, 'amountFen' | 'annualRate' | 'conditions'>): [word: string, value: string][] => [
    ...(amountFen === null ? [] : [[t('sync.decision.amount'), `${formatFen(amountFen as Fen)} ${t('common.yuan')}`] as [string, string]]),
    ...(annualRate === null ? [] : [[t('sync.decision.rate'), `${formatRate(annualRate as Rate)}%`] as [string, string]]),
    ...(conditions.length ? [[t('sync.decision.conditions'), conditions.join(t('sync.join'))] as [string, string]] : []),
  ]
}
