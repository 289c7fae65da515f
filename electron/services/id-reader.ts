import type { IdCard } from '../../core/intake/id-card.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'

/** An ID card reader on the counter. A maker's device is one more object of this shape, composed at start. */
export interface IdReader {
  /** Reads the card that lies on it. Refuses ID_READER_MISSING, ID_CARD_MISSING. */
  read(): Promise<Result<IdCard>>
}

/** Where no device is connected. */
export const noIdReader: IdReader = { read: async () => refuse('ID_READER_MISSING') }

/** County codes ending in 99 are assigned to no place: a branch with such a code is a practice branch (domain 3). */
export const isPracticeBranch = (branchCode: string): boolean => /^\d{4}99$/.test(branchCode)

/** The reader of a practice branch: hands out synthetic cards one after the other, so that people learn the counter without a device. */
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

/** @example idReaderOf('110199', cards).read() */
export const idReaderOf = (branchCode: string, cards: readonly IdCard[]): IdReader => (isPracticeBranch(branchCode) ? trainingIdReader(cards) : noIdReader)
