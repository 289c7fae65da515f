import { describe, expect, it } from 'vitest'
import { mayWait } from '../../../core/batch/ahead.ts'
import { BATCH_LIMITS } from '../../../core/batch/limits.ts'

const { aheadBatches, aheadBytes } = BATCH_LIMITS
const batch = { seq: 9, nextSeq: 5, bytes: 1000 }

describe('a batch after a missing number', () => {
  it.each([[{ batches: 0, bytes: 0 }], [{ batches: aheadBatches - 1, bytes: 0 }], [{ batches: 3, bytes: aheadBytes - 1000 }]])(
    'may wait beside %o',
    (ahead) => {
      expect(mayWait(ahead, batch)).toEqual({ ok: true, value: null })
    },
  )

  it.each([
    [
      { batches: aheadBatches, bytes: 0 },
      { what: 'batches', limit: aheadBatches },
    ],
    [
      { batches: 3, bytes: aheadBytes - 999 },
      { what: 'bytes', limit: aheadBytes },
    ],
  ])('is refused beside %o, naming the number that is to come first', (ahead, details) => {
    expect(mayWait(ahead, batch)).toEqual({ ok: false, error: { code: 'BATCH_TOO_FAR_AHEAD', details: { seq: 9, nextSeq: 5, ...details } } })
  })
})
