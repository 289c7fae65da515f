import { describe, expect, it } from 'vitest'
import { parseSignature, publicKeyFile, signBytes, signingKey, verifyBytes } from '../../../protocol/minisign.ts'

/** Made with minisign 0.11 of Debian 12: `minisign -S -m m.txt -c 'signature of hob/1' -t 'hob/1 BR0001 1 7'`. */
const STOCK = {
  message: Buffer.from('first loan\n'),
  keyFile: 'RWQj0QcgCTFBHL+zr1sDJUE+6tglPVwf3C1pmkkVpi1Do5GUhyoP4NGK',
  keyId: '1c4131092007d123',
  signature: [
    'untrusted comment: signature of hob/1',
    'RUQj0QcgCTFBHMxOjVXUe0ecY/Vl4CCYkR4SegV7b5l/ot2myNrKtWOCMujqqALimH5qCymtYSzPKg3D7zMpvV3bdY247yzkhAc=',
    'trusted comment: hob/1 BR0001 1 7',
    'B9x7CH3LcXHk4PXRW1uxA9PmucS+lDskmzO1QCMu6trOjuVe8mFUf0CeyYkKjX/ponRwd02axbEbLLIf6OGNCw==',
    '',
  ].join('\n'),
}
const stockKey = { keyId: STOCK.keyId, publicKey: Buffer.from(STOCK.keyFile, 'base64').subarray(10).toString('base64') }

describe('minisign signatures', () => {
  it('accepts what stock minisign signed, and gives the trusted comment', () => {
    expect(verifyBytes(stockKey, STOCK.message, STOCK.signature)).toBe('hob/1 BR0001 1 7')
    expect(publicKeyFile(stockKey).split('\n')[1]).toBe(STOCK.keyFile)
  })

  it('refuses another message, another comment and another key', () => {
    expect(verifyBytes(stockKey, Buffer.from('second loan\n'), STOCK.signature)).toBeNull()
    expect(verifyBytes(stockKey, STOCK.message, STOCK.signature.replace('1 7', '1 8'))).toBeNull()
    expect(verifyBytes({ ...signingKey(Buffer.alloc(32, 1)), keyId: STOCK.keyId }, STOCK.message, STOCK.signature)).toBeNull()
  })

  it('has no byte in a signature file that may be changed', () => {
    const key = signingKey(Buffer.alloc(32, 7))
    const text = signBytes(key, STOCK.message, 'hob/1 BR0001 1 1')
    expect(verifyBytes(key, STOCK.message, text)).toBe('hob/1 BR0001 1 1')
    for (let at = 0; at < text.length; at++) {
      const changed = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1)
      expect(verifyBytes(key, STOCK.message, changed), `byte ${at}`).toBeNull()
    }
    expect(parseSignature(`${text}\n`)).toBeNull()
  })
})
