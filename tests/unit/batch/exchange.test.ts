import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { CustodyReceipt, Hello, httpPaths, Registration, Welcome } from '../../../core/batch/exchange.ts'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { readCustody, readHello, writeCustody, writeHello } from '../../../protocol/hello-file.ts'
import { signingKey } from '../../../protocol/minisign.ts'

const device = signingKey(randomBytes(32))
const other = signingKey(randomBytes(32))
const hello = {
  branch: 'BR0001',
  epoch: 1,
  nonce: '0123456789abcdef0123456789abcdef',
  app: '0.1.0',
  clock: '2036-11-23T08:00:00Z',
  up: { seq: 0, head: NO_PREVIOUS },
  down: { seq: 0, head: NO_PREVIOUS },
}

describe('the greeting of a branch', () => {
  it('is taken whatever its clock says, when the enrolled key of its branch and epoch signed it', () => {
    const text = writeHello(device, hello)
    expect(readHello(text, (said) => (said.branch === 'BR0001' && said.epoch === 1 ? device : null))).toMatchObject({ branch: 'BR0001', nonce: hello.nonce })
    expect(readHello(text, () => other)).toBeNull()
    expect(readHello(text, () => null)).toBeNull()
    expect(readHello(text.replace('BR0001', 'BR0002'), () => device)).toBeNull()
  })

  it('cannot stand for a custody receipt, nor a custody receipt for another batch', () => {
    const receipt = { branch: 'BR0001', epoch: 1, seq: 7, envelopeHash: 'a'.repeat(64), at: '2026-11-23T08:00:00Z' }
    const text = writeCustody(device, receipt)
    expect(readCustody(text, device)).toMatchObject(receipt)
    expect(readCustody(text, other)).toBeNull()
    expect(readCustody(text.replace('7', '8'), device)).toBeNull()
    expect(readCustody(writeHello(device, hello), device)).toBeNull()
    expect(readHello(text, () => device)).toBeNull()
  })
})

describe('the messages around a batch', () => {
  it('know no other fields than the agreed ones', () => {
    expect(Hello.safeParse({ format: 'hob-hello/1', ...hello, extra: 1 }).success).toBe(false)
    expect(Welcome.safeParse({}).success).toBe(false)
    expect(CustodyReceipt.safeParse({ format: 'hob-custody/1' }).success).toBe(false)
  })
  it('carry an envelope up to its limit and no longer', () => {
    const of = (bytes: number) => Registration.safeParse({ envelope: Buffer.alloc(bytes).toString('base64'), signature: 'x' }).success
    expect(of(256 * 1024)).toBe(true)
    expect(of(256 * 1024 + 3)).toBe(false)
  })
  it('are asked for by the same paths on both ends', () => {
    expect(httpPaths.commit('BR0001', 1, 7)).toBe('/v1/up/BR0001/1/7/commit')
    expect(httpPaths.part('ab')).toBe('/v1/parts/ab')
  })
})
