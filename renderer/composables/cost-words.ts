import { useI18n } from 'vue-i18n'
import type { Measured } from '../../core/bridge/decide-calls.ts'
import type { CostDraft } from '../../core/contract/agreed-costs.ts'
import { paperYearCost } from '../../core/contract/view-values.ts'
import { type Fen, formatFen } from '../../core/kernel/fen.ts'
import { formatRate, type Rate } from '../../core/kernel/rate.ts'

const NONE = '—'
const percent = (rate: number): string => `${formatRate(rate as Rate)}%`

/** Costs of a loan in words: one of them, and all of them as an annual rate. */
export function useCostWords() {
  const { t } = useI18n()
  const above = (cost: Measured['cost']): boolean => cost !== null && cost.headline > cost.ceiling
  return {
    above,
    /** The annual cost as papers write it; above the ceiling both to the last digit. */
    allIn: (cost: Measured['cost']): string =>
      cost === null
        ? NONE
        : above(cost)
          ? t('approvals.costs.above', { cost: percent(cost.headline), ceiling: percent(cost.ceiling) })
          : paperYearCost(cost.headline as Rate),
    one: ({ code, charge, payee, bearer }: CostDraft): string =>
      [
        t(`approvals.costs.codes.${code}`),
        `${t(`approvals.costs.kinds.${charge.kind}`)} ${'rate' in charge ? percent(charge.rate) : formatFen(charge.amountFen as Fen)}`,
        payee,
        t(`approvals.costs.bearers.${bearer}`),
      ].join(' · '),
  }
}
