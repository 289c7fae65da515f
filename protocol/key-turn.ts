import { type DeviceKeysBody, KeyTurn } from '../core/batch/device-keys.ts'
import { publicKeysOf, type SecretKeys } from './keys.ts'
import { readSignedFile, signFile } from './signed-file.ts'

const PURPOSE = 'hob-key-turn/1'

/** The body of `device.keys` for new keys of a device. @example writeKeyTurn('BR0001', 1, await newSecretKeys()) */
export function writeKeyTurn(branch: string, epoch: number, next: SecretKeys): DeviceKeysBody {
  const keys = publicKeysOf(next)
  return { keys, proof: signFile(next.sign, PURPOSE, { format: PURPOSE, branch, epoch, keys }) }
}

/** Whether the new key itself says that it is this branch's, in this epoch: a record replayed from another branch proves nothing. */
export function provesKeyTurn(branch: string, epoch: number, body: DeviceKeysBody): boolean {
  const said = readSignedFile(Buffer.from(body.proof), PURPOSE, KeyTurn, ({ keys }) => keys.sign)
  return said?.branch === branch && said.epoch === epoch && JSON.stringify(said.keys) === JSON.stringify(body.keys)
}
