import { createPublicKey, sign, verify } from 'node:crypto'
import { Decrypter, Encrypter } from 'age-encryption'
import { expect, it } from 'vitest'
import { makeBranchKeys, openBranchKeys, rawPublicKey, sealBranchKeys, signingKey } from '../../../electron/services/branch-keys.ts'
import { newDataKey } from '../../../electron/services/key-slots.ts'
import { makeVault } from '../../../electron/services/vault.ts'

const vault = makeVault(newDataKey())

it('keeps the keys of the branch sealed and gives them back whole', async () => {
  const keys = await makeBranchKeys()
  const sealed = sealBranchKeys(vault, keys)
  expect(Buffer.from(sealed).includes('AGE-SECRET-KEY')).toBe(false)
  expect(await openBranchKeys(vault, sealed)).toEqual(keys)
  await expect(openBranchKeys(makeVault(newDataKey()), sealed)).rejects.toThrow()
})

it('signs so that the public key alone proves it', async () => {
  const keys = await makeBranchKeys()
  const batch = Buffer.from('PL-310104-2026-11-23-0001')
  const publicKey = createPublicKey({ key: Buffer.from(keys.signing.publicDer), format: 'der', type: 'spki' })
  expect(verify(null, batch, publicKey, sign(null, batch, signingKey(keys)))).toBe(true)
  expect(rawPublicKey(keys.signing.publicDer)).toHaveLength(32)
  expect(Buffer.from(rawPublicKey(keys.signing.publicDer)).toString('base64url')).toBe(publicKey.export({ format: 'jwk' }).x)
})

it('opens what was encrypted for the archive with the archive key, not with the receiving key', async () => {
  const { archive, receiving } = await makeBranchKeys()
  const encrypter = new Encrypter()
  encrypter.addRecipient(archive.recipient)
  const file = await encrypter.encrypt('contract')
  const open = (identity: string) => {
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    return decrypter.decrypt(file, 'text')
  }
  expect(await open(archive.identity)).toBe('contract')
  await expect(open(receiving.identity)).rejects.toThrow()
})
