import { useI18n } from 'vue-i18n'
import type { ImpactView } from '../../core/bridge/sync-calls.ts'
import { type Fen, formatFen } from '../../core/kernel/fen.ts'
import { formatRate, type Rate } from '../../core/kernel/rate.ts'
import { useItemNames } from './item-names.ts'

type Change = ImpactView['why'][number]

/** Codes of the line to head office in words: records, reasons, what would change under another version. */
export function useOfficeWords() {
  const { t, te } = useI18n()
  const itemName = useItemNames()
  const known = (place: string, code: string): string => (te(`${place}.${code}`) ? t(`${place}.${code}`) : code)
  const recordWord = (type: string): string => known('sync.recordTypes', type.replaceAll('.', '_'))
  /** Why head office did not take a record; the field is named where it has a word. */
  function whyWord(code: string, field: string | null): string {
    const word = te(`sync.codes.${code}`) ? t(`sync.codes.${code}`) : known('errors', code)
    return field ? t('sync.withField', { word, field: known('fields', field.replace(/^body\./, '')) }) : word
  }
  const packKind = (kind: string): string => known('sync.packKinds', kind)
  /** Why a reference pack waits or was refused, where it is no fault of a file. */
  const packReason = (code: string): string => known('sync.packCodes', code)
  function figure(what: Change['what'], value: Change['before']): string {
    if (what === 'FORM') return t(`sync.changeWords.${value === null ? 'fits' : 'fitsNot'}`)
    if (value === null) return t('common.none')
    if (what === 'LIMIT') return formatFen(Number(value) as Fen)
    if (what.startsWith('RATE')) return `${formatRate(Number(value) as Rate)}%`
    if (what === 'RULES')
      return String(value)
        .split(' ')
        .map((code) => known('refusalReasons', code))
        .join(t('sync.join'))
    if (what === 'DTI') return known('sync.changeWords', String(value))
    if (what === 'VERDICT') return known('approvals.verdicts', String(value))
    if (what === 'AUTHORITY') return known('approvals.levels', String(value))
    return what.startsWith('ITEM') ? known('itemStates', String(value).split(' ').at(-1) ?? '') : String(value)
  }
  /** @example changeWord({ what: 'ITEM_ADDED', item: 'D101/B', before: null, after: 'INTAKE BLOCK MISSING' }) */
  function changeWord({ what, item, before, after }: Change): string {
    if (what === 'LISTED') return t('sync.changes.LISTED', { item: known('pages.loanCase.parties', item ?? ''), after })
    if (what === 'FORM') return t('sync.changes.FORM', { item: known('fields', item ?? ''), before: figure(what, before), after: figure(what, after) })
    const [itemId = '', party = 'B'] = (item ?? '').split('/')
    const word = itemName(itemId)
    const named = party === 'B' ? word : t('sync.withField', { word, field: known('pages.loanCase.parties', party) })
    return t(`sync.changes.${what}`, { item: named, before: figure(what, before), after: figure(what, after) })
  }
  return { recordWord, whyWord, packKind, packReason, changeWord }
}
