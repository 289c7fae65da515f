import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packTar, readTar, TarError } from '../../../protocol/strict-tar.ts'

const file = fc.record({ name: fc.stringMatching(/^[a-z0-9]{1,20}(\/[a-z0-9]{1,20})?$/), bytes: fc.uint8Array({ maxLength: 2000 }) })
const files = fc.uniqueArray(file, { selector: (one) => one.name, maxLength: 12 })
const sorted = <T extends { name: string }>(list: readonly T[]): T[] => [...list].sort((a, b) => (a.name < b.name ? -1 : 1))

describe('the tar inside a part', () => {
  it('gives back any files, sorted by name', () => {
    fc.assert(
      fc.property(files, (list) => {
        expect(readTar(packTar(list)).map(({ name, bytes }) => ({ name, bytes: [...bytes] }))).toEqual(
          sorted(list).map(({ name, bytes }) => ({ name, bytes: [...bytes] })),
        )
      }),
    )
  })

  it('is one form only: what can be read is, byte for byte, what we would write', () => {
    fc.assert(
      fc.property(files, fc.nat(), fc.integer({ min: 1, max: 255 }), (list, place, mask) => {
        const tar = packTar(list)
        tar[place % tar.length] = (tar[place % tar.length] ?? 0) ^ mask
        try {
          expect(packTar(readTar(tar)).equals(tar)).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(TarError)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('refuses rubbish with its own error and never another', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 3000 }).filter((bytes) => bytes.some((byte) => byte !== 0)),
        (bytes) => {
          expect(() => readTar(bytes)).toThrow(TarError)
        },
      ),
    )
  })

  it('is refused when it is cut, has a name twice, or has names out of order', () => {
    const tar = packTar([
      { name: 'a', bytes: Buffer.from('1') },
      { name: 'b', bytes: Buffer.from('2') },
    ])
    expect(() => readTar(tar.subarray(0, tar.length - 512))).toThrow(TarError)
    const swapped = Buffer.concat([tar.subarray(1024, 2048), tar.subarray(0, 1024), tar.subarray(2048)])
    expect(() => readTar(swapped)).toThrow('names not ascending')
    expect(() => readTar(Buffer.concat([tar.subarray(0, 1024), tar]))).toThrow('names not ascending')
    expect(() => packTar([{ name: '../a', bytes: Buffer.alloc(0) }])).toThrow('name not allowed')
  })
})
