import { describe, expect, it } from 'vitest'
import { cosignCheckpoint, originOf, readCheckpoint, signCheckpoint, verifyCheckpoint, verifyCosignature } from '../../../protocol/checkpoint.ts'
import { signingKey } from '../../../protocol/minisign.ts'

const branch = signingKey(Buffer.alloc(32, 1))
const office = signingKey(Buffer.alloc(32, 2))
const checkpoint = { origin: originOf('BR0001'), size: 120, root: 'ab'.repeat(32) }
const note = signCheckpoint(branch, checkpoint)

describe('a checkpoint of the audit log', () => {
  it('is a signed note that says branch, rows and root', () => {
    expect(note.split('\n').slice(0, 4)).toEqual(['first-loan-counter/BR0001', '120', Buffer.from(checkpoint.root, 'hex').toString('base64'), ''])
    expect(readCheckpoint(note)).toEqual(checkpoint)
    expect(verifyCheckpoint(branch, note)).toEqual(checkpoint)
  })

  it('is cosigned by head office with the second it was seen', () => {
    const both = cosignCheckpoint(office, note, 1_763_884_800)
    expect(verifyCheckpoint(branch, both)).toEqual(checkpoint)
    expect(verifyCosignature(office, both)).toBe(1_763_884_800)
    expect(verifyCosignature(office, note)).toBeNull()
    expect(verifyCosignature(branch, both)).toBeNull()
  })

  it('holds no longer once a character of it was changed', () => {
    const both = cosignCheckpoint(office, note, 1_763_884_800)
    const grown = both.replace('\n120\n', '\n121\n')
    expect([verifyCheckpoint(branch, grown), verifyCosignature(office, grown)]).toEqual([null, null])
    expect(verifyCheckpoint(office, note)).toBeNull()
  })
})
