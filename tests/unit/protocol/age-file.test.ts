import { randomBytes } from 'node:crypto'
import { Decrypter, Encrypter } from 'age-encryption'
import { describe, expect, it } from 'vitest'
import { newAgeKey, openAge, sealAge } from '../../../protocol/age-file.ts'
import { nativeCipher, portableCipher } from '../../../protocol/age-stream.ts'

const SIZES = [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000]

describe('an age file', () => {
  it.each(SIZES)('of %i bytes opens with the library, whichever cipher made it', async (size) => {
    const [ours, escrow] = [await newAgeKey(), await newAgeKey()]
    const plain = randomBytes(size)
    for (const cipherOf of [nativeCipher, portableCipher]) {
      const sealed = await sealAge(plain, [ours.recipient, escrow.recipient], cipherOf)
      for (const key of [ours, escrow]) {
        const decrypter = new Decrypter()
        decrypter.addIdentity(key.identity)
        expect(Buffer.from(await decrypter.decrypt(sealed)).equals(plain)).toBe(true)
      }
    }
  })

  it.each(SIZES)('of %i bytes made by the library opens here with either cipher', async (size) => {
    const key = await newAgeKey()
    const plain = randomBytes(size)
    const encrypter = new Encrypter()
    encrypter.addRecipient(key.recipient)
    const sealed = await encrypter.encrypt(plain)
    for (const cipherOf of [nativeCipher, portableCipher]) expect(await openAge(sealed, [key.identity], cipherOf)).toEqual({ ok: true, plain })
  })

  it('that was cut, lengthened, reordered or altered anywhere is damaged, never shorter', async () => {
    const key = await newAgeKey()
    const sealed = Buffer.from(await sealAge(randomBytes(200_000), [key.recipient]))
    const body = sealed.length - 200_000 - 4 * 16
    const swapped = Buffer.concat([
      sealed.subarray(0, body),
      sealed.subarray(body + 65_552, body + 131_104),
      sealed.subarray(body, body + 65_552),
      sealed.subarray(body + 131_104),
    ])
    const whole = sealed.subarray(0, body + 131_104)
    for (const bad of [sealed.subarray(0, -1), whole, sealed.subarray(0, body), Buffer.concat([sealed, Buffer.alloc(16)]), swapped, Buffer.alloc(0)]) {
      expect(await openAge(bad, [key.identity])).toEqual({ ok: false, reason: 'DAMAGED' })
    }
    for (let at = 0; at < sealed.length; at += 997) {
      const flipped = Buffer.from(sealed)
      flipped[at] = (flipped[at] ?? 0) ^ 1
      expect((await openAge(flipped, [key.identity])).ok).toBe(false)
    }
  })

  it('for somebody else says that no key fits', async () => {
    const sealed = await sealAge(randomBytes(10), [(await newAgeKey()).recipient])
    expect(await openAge(sealed, [(await newAgeKey()).identity])).toEqual({ ok: false, reason: 'NO_KEY' })
  })
})
