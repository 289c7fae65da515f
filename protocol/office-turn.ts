import type { Enrolment } from '../core/batch/enrolment.ts'
import { type OfficeKeysBody, type OfficeKeysFrom, OfficeTurn } from '../core/batch/office-keys.ts'
import type { TrustedKey } from './hob-open.ts'
import { publicKeysOf, type SecretKeys } from './keys.ts'
import { bearsOwnId, type SigningKey, type VerifyingKey } from './minisign.ts'
import { readSignedFile, signFile } from './signed-file.ts'

const PURPOSE = 'hob-office-turn/1'

type Place = Pick<Enrolment, 'branch' | 'epoch'>

/** The body of `office.keys` for a branch. @param before head office's key the branch knows, which signs the batch as well */
export function writeOfficeTurn({ branch, epoch }: Place, before: SigningKey, next: SecretKeys): OfficeKeysBody {
  const turn: OfficeTurn = { format: PURPOSE, branch, epoch, keys: publicKeysOf(next) }
  return { keys: turn.keys, word: signFile(before, PURPOSE, turn), proof: signFile(next.sign, PURPOSE, turn) }
}

/** Whether the key before and the new key, which bears its own id, both say so, of this branch and epoch. */
export function provesOfficeTurn({ branch, epoch }: Place, before: VerifyingKey, body: OfficeKeysBody): boolean {
  const texts: [string, VerifyingKey][] = [
    [body.word, before],
    [body.proof, body.keys.sign],
  ]
  if (!bearsOwnId(body.keys.sign)) return false
  return texts.every(([text, key]) => {
    const said = readSignedFile(Buffer.from(text), PURPOSE, OfficeTurn, () => key)
    return said?.branch === branch && said.epoch === epoch && JSON.stringify(said.keys) === JSON.stringify(body.keys)
  })
}

export type KnownOfficeKeys = readonly [OfficeKeysFrom, ...OfficeKeysFrom[]]

/**
 * Head office's keys as a branch may trust them: the enrolment's, then each the key before it vouches for, in order. Null where one does not.
 * @param turns what was announced in the enrolment's epoch, in order
 */
export function knownOfficeKeys(enrolment: Enrolment, turns: readonly { readonly fromSeq: number; readonly body: OfficeKeysBody }[]): KnownOfficeKeys | null {
  const known: [OfficeKeysFrom, ...OfficeKeysFrom[]] = [{ keys: enrolment.headOffice.keys, fromSeq: 1 }]
  for (const { fromSeq, body } of turns) {
    const before = known.at(-1) ?? known[0]
    if (!provesOfficeTurn(enrolment, before.keys.sign, body)) return null
    known.push({ keys: body.keys, fromSeq })
  }
  return known
}

/** The same as keys to open down batches with: each holds from its number to that of the next. */
export const trustedOffice = (branch: string, known: KnownOfficeKeys): TrustedKey[] =>
  known.map(({ keys, fromSeq }, index) => {
    const next = known[index + 1]
    return { ...keys.sign, branch, epoch: null, fromSeq, untilSeq: next ? next.fromSeq - 1 : null }
  })
