/** Where a paper is signed or written on by hand: around every line that bears the mark. Points. */
export interface PlaceMark {
  /** What the paper asks for there. */
  readonly label: string
  readonly left: number
  readonly above: number
  readonly width: number
  readonly below: number
}

/**
 * A text that bears a mark. The engine carries what it does not know of a part of a text to each of its words, so that the mark is found
 * where the words were laid (`layout-places.ts`); on paper nothing shows it.
 */
export const bearing = (text: string, place: PlaceMark): { text: { text: string }[] } => ({ text: [{ text, place } as { text: string }] })
