import { computed, type Ref, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { CaseRow } from '../../core/bridge/views.ts'
import { invoke } from '../bridge.ts'
import { FURTHER, RAIL, sees } from '../navigation.ts'
import { useSession } from '../stores/session.ts'
import { useCommandWords } from './command-words.ts'
import { activeCommands, runCommand } from './commands.ts'

/** One line of the box in the top bar: a place to go, a case found, or something to do here. */
export interface PaletteEntry {
  readonly id: string
  readonly group: 'go' | 'find' | 'do'
  readonly word: string
  /** A transaction code, a case number, a key. */
  readonly mark: string
  readonly note: string
  run(): void
}
const FOUND_AT_MOST = 6
const WAIT_MS = 120

/** Half-width digits and small letters, so that １２０１ typed in an input method finds 1201. */
const plainText = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

/**
 * What the box offers for a text: go / do at once from what the window knows, find from the main process after a pause.
 * @example const { entries } = usePalette(ref('1201')) // first entry: the checking queue
 */
export function usePalette(text: Ref<string>) {
  const { t } = useI18n()
  const router = useRouter()
  const session = useSession()
  const wordOf = useCommandWords()
  const found = ref<readonly CaseRow[]>([])
  const searching = ref(false)
  const paths = new Set(router.getRoutes().map((route) => route.path))
  const query = computed(() => plainText(text.value))

  const places = computed<PaletteEntry[]>(() =>
    [...RAIL, ...FURTHER]
      .filter((place) => paths.has(place.to) && sees(place, session.current?.roles ?? []))
      .map((place) => ({ id: `go-${place.id}`, group: 'go', word: t(`nav.${place.id}`), mark: place.code, note: '', run: () => void router.push(place.to) })),
  )
  const deeds = computed<PaletteEntry[]>(() =>
    activeCommands.value
      .filter(({ name, spec }) => !/^(palette|locked|page:rail-|page:up)/.test(name) && spec.enabled !== false)
      .map((command) => ({
        id: `do-${command.name}`,
        group: 'do',
        word: wordOf(command),
        mark: command.key ?? '',
        note: '',
        run: () => void runCommand(command.name),
      })),
  )
  const cases = computed<PaletteEntry[]>(() =>
    found.value.map((row) => ({
      id: `find-${row.caseId}`,
      group: 'find',
      word: row.name || t('states.DRAFT'),
      mark: row.applicationNo,
      note: t(`states.${row.state}`),
      run: () => void router.push({ name: 'case', params: { caseId: row.caseId } }),
    })),
  )
  const fits = ({ word, mark }: PaletteEntry): boolean => plainText(word).includes(query.value) || plainText(mark).startsWith(query.value)
  const entries = computed(() => {
    if (query.value === '') return [...places.value, ...deeds.value]
    const exact = places.value.filter(({ mark }) => mark === query.value)
    return [...new Set([...exact, ...cases.value, ...places.value.filter(fits), ...deeds.value.filter(fits)])]
  })

  let asked = 0
  let waiting: ReturnType<typeof setTimeout> | undefined
  watch(query, (now) => {
    clearTimeout(waiting)
    asked += 1
    const mine = asked
    if (now === '' || /^\d{1,3}$/.test(now)) {
      found.value = []
      searching.value = false
      return
    }
    searching.value = true
    waiting = setTimeout(async () => {
      const result = await invoke('cases.list', { offset: 0, limit: FOUND_AT_MOST, search: text.value.trim(), states: [] })
      if (mine !== asked) return
      searching.value = false
      found.value = result.ok ? result.value.rows : []
    }, WAIT_MS)
  })
  return { entries, searching }
}

/** The case a scanned number names, in whatever case the scanner types letters; null when the branch has none of it. */
export async function caseOfNumber(scanned: string): Promise<string | null> {
  const number = scanned.toUpperCase()
  const result = await invoke('cases.list', { offset: 0, limit: 2, search: number, states: [] })
  const rows = result.ok ? result.value.rows : []
  return rows.find((row) => row.applicationNo === number)?.caseId ?? null
}
