import type { IdCard } from '../../core/intake/id-card.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'

/** An ID card reader on the counter. A maker's device is one more object of this shape, composed at start. */
export interface IdReader {
  /** Reads the card that lies on it. Refuses ID_READER_MISSING, ID_CARD_MISSING. */
  read(): Promise<Result<IdCard>>
}

/** A card is read in a second or two; a device that says nothing for so long is unplugged or hangs. */
const SILENT_MS = 8_000

/**
 * What a reader answers, or refuses ID_READER_SILENT: a device that hangs never keeps the teller waiting.
 * @example await answerOf(counter.idReader)
 */
export async function answerOf(reader: IdReader, withinMs = SILENT_MS): Promise<Result<IdCard>> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<Result<IdCard>>((resolve) => {
    timer = setTimeout(() => resolve(refuse('ID_READER_SILENT')), withinMs)
  })
  try {
    return await Promise.race([reader.read(), silence])
  } finally {
    clearTimeout(timer)
  }
}

/** Where no device is connected. */
export const noIdReader: IdReader = { read: async () => refuse('ID_READER_MISSING') }

/** The reader of a training branch: hands out synthetic cards one after the other, so that people learn the counter without a device. */
export function trainingIdReader(cards: readonly IdCard[]): IdReader {
  let turn = 0
  return {
    read: async () => {
      const card = cards[turn % cards.length]
      turn += 1
      return card ? ok(card) : refuse('ID_CARD_MISSING')
    },
  }
}

/** @example idReaderOf(branch, cards).read() */
export const idReaderOf = ({ training }: { readonly training: boolean }, cards: readonly IdCard[]): IdReader =>
  training ? trainingIdReader(cards) : noIdReader
