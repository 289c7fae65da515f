import { nameKey } from '../../core/intake/name-key.ts'
import type { ReferenceData } from './reference-data.ts'

/** What is kept beside a name so that it is found again: its comparison key, and how it is read, syllables apart by blanks. */
export interface NameReading {
  readonly nameKey: string
  readonly readings: readonly string[]
}

const HAN = /\p{Script=Han}/u
/** More readings than this of one name are not worth their room. */
const MOST_READINGS = 4

/**
 * Reads a name in pinyin without tones, as a surname first and as plain words where that differs; a rare character pinyin-pro does not
 * know is left out. The dictionary loads with the first name read, not with the app.
 * @example (await readName(reference, name)).readings // ['shan li', 'dan li'] for a name with two readings
 */
export async function readName({ variants }: Pick<ReferenceData, 'variants'>, name: string): Promise<NameReading> {
  if (!HAN.test(name)) return { nameKey: nameKey(name, variants), readings: [] }
  const { pinyin } = await import('pinyin-pro')
  const characters = [...name].filter((character) => HAN.test(character)).join('')
  const read = (surname: 'head' | 'off'): string =>
    pinyin(characters, { toneType: 'none', type: 'array', surname, nonZh: 'removed', v: true })
      .filter((syllable) => /^[a-z]+$/.test(syllable))
      .join(' ')
  const readings = [...new Set([read('head'), read('off')])].filter((text) => text !== '').slice(0, MOST_READINGS)
  return { nameKey: nameKey(name, variants), readings }
}
