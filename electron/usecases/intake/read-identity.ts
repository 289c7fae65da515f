import { personFromCard } from '../../../core/intake/id-card.ts'
import type { RegionNames } from '../../../core/intake/region-table.ts'
import { type ToldByNumber, tellFromNumber } from '../../../core/intake/tell-from-number.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import type { IdType } from '../../../core/product/vocabulary.ts'
import { answerOf } from '../../services/id-reader.ts'
import { searchRegions } from '../../services/region-search.ts'
import type { Counter } from '../counter.ts'

type Told = Extract<ToldByNumber, { ok: true }>
/** `issue` is null when the number is right; the rest is then what it tells. */
export type NumberTold = Pick<Told, 'birth' | 'sex' | 'age' | 'cityCode' | 'region'> & { readonly issue: string | null }
const NOTHING_TOLD = { birth: null, sex: null, age: null, cityCode: null, region: null }

/** What an ID number tells today, or the issue with it. */
export async function readNumber(
  counter: Counter,
  _session: Session,
  request: { readonly idType: IdType; readonly idNumber: string },
): Promise<Result<NumberTold>> {
  const told = tellFromNumber(request.idType, request.idNumber, counter.reference.regions, counter.clock.calendarDate())
  if (!told.ok) return ok({ issue: `ID_${told.code}`, ...NOTHING_TOLD })
  const { birth, sex, age, cityCode, region } = told
  return ok({ issue: null, birth, sex, age, cityCode, region })
}

const MOST_REGIONS = 8

/** The regions that digits, a name or pinyin may mean, the nearest first. */
export async function findRegion(counter: Counter, _session: Session, { text }: { readonly text: string }): Promise<Result<{ regions: RegionNames[] }>> {
  return ok({ regions: await searchRegions(counter.reference.regions, text, MOST_REGIONS) })
}

/** The card on the reader. Refuses ID_READER_MISSING, ID_READER_SILENT, ID_CARD_MISSING, CARD_CONTRADICTS. */
export async function readCard(counter: Counter): Promise<ReturnType<typeof personFromCard>> {
  const card = await answerOf(counter.idReader)
  return card.ok ? personFromCard(card.value, counter.clock.calendarDate()) : card
}
