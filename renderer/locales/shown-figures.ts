import { chinaMinute } from '../../core/kernel/calendar.ts'
import { type Fen, formatFen } from '../../core/kernel/fen.ts'
import { formatRate, type Rate } from '../../core/kernel/rate.ts'
import type { Details } from '../../core/kernel/result.ts'

/** Details that are annual rates. */
const RATES: readonly string[] = ['cost', 'ceiling']

function shown(name: string, value: Details[string]): string {
  if (RATES.includes(name) && Number.isSafeInteger(value)) return `${formatRate(value as Rate)}%`
  if (name.endsWith('Fen') && Number.isSafeInteger(value)) return formatFen(value as Fen)
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(String(value)) ? chinaMinute(String(value)) : String(value)
}

/** Figures as the counter's window and head office's console write them: money in yuan, rates in percent, instants in China's time, lists with commas. */
export const shownFigures = (details: Details): Record<string, string> =>
  Object.fromEntries(Object.entries(details).map(([name, value]) => [name, shown(name, value)]))
