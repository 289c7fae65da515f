import { describe, expect, it } from 'vitest'
import { SealBroken } from '../../../electron/services/aead.ts'
import { newDataKey } from '../../../electron/services/key-slots.ts'
import { makeVault } from '../../../electron/services/vault.ts'

const key = newDataKey()
const vault = makeVault(key)
const place = { table: 'party', column: 'sealed', row: '7a3c' }
const person = JSON.stringify({ name: '测试𬱖', idNumber: '11010119900307001X' })

describe('the vault', () => {
  it('gives back what was sealed, in the same place, also after a restart', () => {
    expect(makeVault(new Uint8Array(key)).open(place, vault.seal(place, person))).toBe(person)
  })

  it('never seals the same value to the same bytes twice and holds no plaintext', () => {
    const [one, two] = [vault.seal(place, person), vault.seal(place, person)]
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(false)
    expect(Buffer.from(one).includes('11010119900307001X')).toBe(false)
  })

  it('refuses a value with any one byte changed', () => {
    const sealed = vault.seal(place, person)
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Uint8Array.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => vault.open(place, changed), `byte ${at}`).toThrow(SealBroken)
    }
  })

  it.each([0, 1, 12, 28, 40])('refuses a value cut to %i bytes', (length) => {
    expect(() => vault.open(place, vault.seal(place, person).slice(0, length))).toThrow(SealBroken)
  })

  it.each([{ table: 'guarantor' }, { column: 'other' }, { row: '7a3d' }])('refuses a value moved to %o', (moved) => {
    expect(() => vault.open({ ...place, ...moved }, vault.seal(place, person))).toThrow(SealBroken)
  })

  it('refuses a value of another branch', () => {
    expect(() => makeVault(newDataKey()).open(place, vault.seal(place, person))).toThrow(SealBroken)
  })

  it('refuses a place whose parts could be read two ways', () => {
    expect(() => vault.seal({ table: 'party.sealed', column: 'x', row: '1' }, 'a')).toThrow()
    expect(() => vault.seal({ ...place, row: '' }, 'a')).toThrow()
  })

  it('finds the same ID again by its blind index, and keeps ID, phone and branch apart', () => {
    const index = Buffer.from(vault.blindIndex('ID', '13800138000')).toString('hex')
    expect(index).toHaveLength(24)
    expect(Buffer.from(vault.blindIndex('ID', '13800138000')).toString('hex')).toBe(index)
    expect(Buffer.from(vault.blindIndex('PHONE', '13800138000')).toString('hex')).not.toBe(index)
    expect(Buffer.from(makeVault(newDataKey()).blindIndex('ID', '13800138000')).toString('hex')).not.toBe(index)
  })

  it('marks a printed page with 48 bits that change with the page', () => {
    expect(vault.pageMac('JK1·v1·1/5')).toMatch(/^[0-9A-F]{12}$/)
    expect(vault.pageMac('JK1·v1·1/5')).not.toBe(vault.pageMac('JK1·v1·2/5'))
  })

  it('uses a key of its own for each purpose', () => {
    expect(Buffer.from(vault.papersKey).equals(Buffer.from(vault.backupKey))).toBe(false)
    expect(() => makeVault(new Uint8Array(16))).toThrow(RangeError)
  })
})
