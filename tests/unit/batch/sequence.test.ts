import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { decideSequence, openingState, type StreamState } from '../../../core/batch/sequence.ts'

const hash = (seq: number): string => String(seq).padStart(64, 'a')
const batch = (seq: number, change = {}) => ({ epoch: 1, seq, prev: seq === 1 ? NO_PREVIOUS : hash(seq - 1), envelopeHash: hash(seq), ...change })
const at = (appliedSeq: number): StreamState => ({ epoch: 1, appliedSeq, head: appliedSeq === 0 ? NO_PREVIOUS : hash(appliedSeq) })

describe('the sequence of batches', () => {
  it('applies the next batch of the chain', () => expect(decideSequence(at(6), batch(7), null)).toEqual({ act: 'apply' }))
  it('answers the same batch with what was answered before', () => expect(decideSequence(at(6), batch(4), hash(4))).toEqual({ act: 'replay' }))
  it('sees a fork where one number carries two contents', () => {
    expect(decideSequence(at(6), batch(4, { envelopeHash: hash(99) }), hash(4))).toEqual({ act: 'fork', knownHash: hash(4) })
  })
  it('keeps a batch after a gap waiting, and says what it needs', () => expect(decideSequence(at(6), batch(9), null)).toEqual({ act: 'wait', nextSeq: 7 }))
  it('sees a broken chain where the previous hash is another', () => expect(decideSequence(at(6), batch(7, { prev: hash(5) }), null)).toEqual({ act: 'chain' }))
  it('refuses a closed epoch and one nobody enrolled', () => {
    expect(decideSequence({ ...at(0), epoch: 2 }, batch(1), null)).toEqual({ act: 'closed-epoch' })
    expect(decideSequence(at(0), batch(1, { epoch: 2 }), null)).toEqual({ act: 'unknown-epoch' })
  })
  it('goes on from the closed head in a new epoch', () => expect(openingState(2, hash(9))).toEqual({ epoch: 2, appliedSeq: 0, head: hash(9) }))

  it('applies every batch once and in order, however often and in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 60 }), (arrivals) => {
        let stream = at(0)
        const known = new Map<number, string>()
        const applied: number[] = []
        const settle = (seq: number): void => {
          stream = { epoch: 1, appliedSeq: seq, head: hash(seq) }
          applied.push(seq)
          if (known.has(seq + 1) && decideSequence(stream, batch(seq + 1), null).act === 'apply') settle(seq + 1)
        }
        for (const seq of arrivals) {
          const { act } = decideSequence(stream, batch(seq), known.get(seq) ?? null)
          expect(['apply', 'wait', 'replay']).toContain(act)
          if (act !== 'replay') known.set(seq, hash(seq))
          if (act === 'apply') settle(seq)
        }
        const contiguous = Array.from({ length: 8 }, (_, index) => index + 1).findIndex((seq) => !arrivals.includes(seq))
        expect(applied).toEqual(Array.from({ length: contiguous < 0 ? 8 : contiguous }, (_, index) => index + 1))
      }),
    )
  })
})
