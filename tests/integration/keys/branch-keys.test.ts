import { expect, it } from 'vitest'
import { SealBroken } from '../../../electron/services/aead.ts'
import { makeBranchKeys, openBranchKeys, sealBranchKeys } from '../../../electron/services/branch-keys.ts'
import { newDataKey } from '../../../electron/services/key-slots.ts'
import { makeVault } from '../../../electron/services/vault.ts'
import { openAge, sealAge } from '../../../protocol/age-file.ts'
import { signBytes, verifyBytes } from '../../../protocol/minisign.ts'

const vault = makeVault(newDataKey())
const keys = await makeBranchKeys()
const sealed = sealBranchKeys(vault, 1, keys)
const bytes = Buffer.from('PL-310104-20261123-0001')

it('keeps the keys of the branch sealed and gives them back whole', () => {
  for (const secret of [keys.device.sign.seed, keys.device.receive.identity, keys.archive.identity]) expect(Buffer.from(sealed).includes(secret)).toBe(false)
  expect(openBranchKeys(vault, 1, sealed)).toEqual(keys)
})

it('opens them for no other branch and no other epoch', () => {
  expect(() => openBranchKeys(makeVault(newDataKey()), 1, sealed)).toThrow(SealBroken)
  expect(() => openBranchKeys(vault, 2, sealed)).toThrow(SealBroken)
})

it('signs, after a restart, so that the public key alone proves it', () => {
  const { sign } = openBranchKeys(vault, 1, sealed).device
  const signature = signBytes(sign, bytes, 'batch')
  expect(verifyBytes({ keyId: sign.keyId, publicKey: sign.publicKey }, bytes, signature)).not.toBeNull()
  expect(verifyBytes(sign, Buffer.concat([bytes, bytes]), signature)).toBeNull()
})

it('opens the archive with the archive key, not with the key that receives from head office', async () => {
  const file = await sealAge(bytes, [keys.archive.recipient])
  expect(await openAge(file, [openBranchKeys(vault, 1, sealed).archive.identity])).toMatchObject({ ok: true })
  expect(await openAge(file, [keys.device.receive.identity])).toMatchObject({ ok: false, reason: 'NO_KEY' })
})
