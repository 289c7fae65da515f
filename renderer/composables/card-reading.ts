import { computed, reactive, ref } from 'vue'
import { checkIdNumber } from '../../core/intake/id-number.ts'
import type { DateOnly } from '../../core/kernel/calendar.ts'
import type { Refusal } from '../../core/kernel/result.ts'
import { invoke } from '../bridge.ts'
import type { FormModel, FormSection } from '../forms/field-spec.ts'

/** What a chip tells of a person; birth, sex and region are told by the number. */
const CARD_FIELDS = ['name', 'idType', 'idNumber', 'idIssuedOn', 'idExpiresOn', 'address'] as const
/** Typed beforehand and other than the card, they are asked about; the kind of document is a matter of the card alone. */
const ASKED = CARD_FIELDS.filter((field) => field !== 'idType')
type Card = Readonly<Record<(typeof CARD_FIELDS)[number], string | null>>

export interface CardDifference {
  readonly path: string
  readonly typed: string
  readonly card: string
}
interface Question {
  readonly person: string
  readonly card: Card
  readonly differences: readonly CardDifference[]
}

/** Where the person of a section stands in the form; null where the section is about nobody. @example personOf(borrowerSection) // 'borrower' */
export const personOf = ({ fields }: FormSection): string | null => fields.find(({ kind }) => kind === 'idNumber')?.path.replace(/\.idNumber$/, '') ?? null

const plain = (value: unknown): string => String(value ?? '').trim()

/** A card on the reader fills the person whose section has the cursor: marked as read, not typed over by accident (D4). */
export function useCardReading(model: FormModel, today: () => DateOnly, filled: (person: string, paths: readonly string[]) => void) {
  const marks = reactive(new Map<string, readonly string[]>())
  const busy = ref(false)
  const refusal = ref<Refusal | null>(null)
  const question = ref<Question | null>(null)
  const told = ref<{ readonly name: string; readonly ends: string | null } | null>(null)
  /** Whose card was last asked for: what is told of it stands with that person. */
  const at = ref('')
  const locked = computed<ReadonlySet<string>>(() => new Set([...marks.values()].flat()))

  function fill(person: string, card: Card, kept: readonly string[] = []): void {
    const paths = CARD_FIELDS.map((field) => `${person}.${field}`).filter((path) => !kept.includes(path))
    for (const path of paths) model[path] = card[path.slice(person.length + 1) as keyof Card]
    const number = checkIdNumber(card.idType as Parameters<typeof checkIdNumber>[0], plain(card.idNumber), today())
    if (person === 'borrower' && number.ok && number.kind === 'RESIDENT' && !plain(model['borrower.hukouCityCode']))
      model['borrower.hukouCityCode'] = number.region.slice(0, 4)
    marks.set(person, paths)
    told.value = { name: plain(card.name), ends: card.idExpiresOn }
    filled(person, paths)
  }
  async function read(person: string): Promise<void> {
    if (busy.value) return
    busy.value = true
    at.value = person
    refusal.value = null
    told.value = null
    const result = await invoke('intake.readCard', {})
    busy.value = false
    if (!result.ok) {
      refusal.value = result.error
      return
    }
    const card = result.value
    const differences = ASKED.flatMap((field): CardDifference[] => {
      const [path, typed] = [`${person}.${field}`, plain(model[`${person}.${field}`])]
      return typed === '' || locked.value.has(path) || typed === plain(card[field]) ? [] : [{ path, typed, card: plain(card[field]) }]
    })
    if (differences.length > 0) question.value = { person, card, differences }
    else fill(person, card)
  }
  /** The card goes in, or what was typed stays where the two differ; null: nothing is read in. */
  function answer(takeCard: boolean | null): void {
    const asked = question.value
    question.value = null
    if (asked && takeCard !== null) fill(asked.person, asked.card, takeCard ? [] : asked.differences.map(({ path }) => path))
  }
  /** The fields of a person may be typed over again: the card was another's, or misread. */
  function typeOver(person: string): void {
    marks.delete(person)
    if (at.value === person) told.value = null
  }
  return { read, answer, typeOver, at, marks, locked, busy, refusal, question, told }
}
