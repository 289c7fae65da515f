import { describe, expect, it } from 'vitest'
import { downSeqOf, officeKeysAt } from '../../../core/batch/office-keys.ts'
import { newSecretKeys, publicKeysOf } from '../../../protocol/keys.ts'
import { knownOfficeKeys, provesOfficeTurn, trustedOffice, writeOfficeTurn } from '../../../protocol/office-turn.ts'

const [first, second, third, stranger] = [await newSecretKeys(), await newSecretKeys(), await newSecretKeys(), await newSecretKeys()]
const here = { branch: 'BR0001', epoch: 2 }
const enrolment = {
  format: 'hob-enrolment/1' as const,
  ...here,
  name: 'Branch One',
  keys: publicKeysOf(stranger),
  headOffice: { name: 'Head Office', keys: publicKeysOf(first), escrow: stranger.receive.recipient },
  issued: '2026-11-23T08:00:00Z',
  closes: null,
}

describe('new keys of head office', () => {
  it('are believed when the key before and they themselves say so, of this branch and this epoch', () => {
    const turn = writeOfficeTurn(here, first.sign, second)
    expect(provesOfficeTurn(here, first.sign, turn)).toBe(true)
    expect(provesOfficeTurn({ ...here, branch: 'BR0002' }, first.sign, turn)).toBe(false)
    expect(provesOfficeTurn({ ...here, epoch: 1 }, first.sign, turn)).toBe(false)
    expect(provesOfficeTurn(here, third.sign, turn)).toBe(false)
    expect(provesOfficeTurn(here, first.sign, { ...turn, keys: publicKeysOf(stranger) })).toBe(false)
    const posing = { ...second, sign: { ...second.sign, keyId: stranger.sign.keyId } }
    expect(provesOfficeTurn(here, first.sign, writeOfficeTurn(here, first.sign, posing))).toBe(false)
    expect(provesOfficeTurn(here, first.sign, { ...turn, word: turn.proof })).toBe(false)
    expect(provesOfficeTurn(here, first.sign, { ...turn, proof: turn.word })).toBe(false)
  })

  it('follow one another from the key of the enrolment: each is vouched for by the one before, none is left out', () => {
    const [a, b] = [writeOfficeTurn(here, first.sign, second), writeOfficeTurn(here, second.sign, third)]
    const known = knownOfficeKeys(enrolment, [
      { fromSeq: 4, body: a },
      { fromSeq: 9, body: b },
    ])
    expect(known?.map(({ keys }) => keys.sign.keyId)).toEqual([first, second, third].map(({ sign }) => sign.keyId))
    expect(trustedOffice('BR0001', known ?? [{ keys: publicKeysOf(first), fromSeq: 1 }]).map(({ fromSeq, untilSeq }) => [fromSeq, untilSeq])).toEqual([
      [1, 3],
      [4, 8],
      [9, null],
    ])
    expect(knownOfficeKeys(enrolment, [{ fromSeq: 9, body: b }])).toBeNull()
  })

  it('hold from their number on, and not before', () => {
    const known = [
      { keys: publicKeysOf(first), fromSeq: 1 },
      { keys: publicKeysOf(second), fromSeq: 4 },
    ] as const
    expect([1, 3, 4, 100].map((seq) => officeKeysAt(known, seq).sign.keyId)).toEqual([first, first, second, second].map(({ sign }) => sign.keyId))
  })

  it('vouch for an up batch by what its branch had heard when it sealed it, in the epoch of the batch', () => {
    const ack = (epoch: number, seq: number) => ({ epoch: 2, ack: { down: { epoch, seq, head: '0'.repeat(64) } } })
    expect([downSeqOf({ epoch: 2 }), downSeqOf(ack(2, 3)), downSeqOf(ack(1, 7))]).toEqual([1, 4, 1])
  })
})
