import { CUSTODY_PURPOSE, CustodyReceipt, HELLO_PURPOSE, Hello, STANDING_PURPOSE, StandingSaid } from '../core/batch/exchange.ts'
import type { SigningKey, VerifyingKey } from './minisign.ts'
import { readSignedFile, signFile } from './signed-file.ts'

/** The device's signed greeting: proof that it holds its key, good for the one nonce inside. */
export const writeHello = (key: SigningKey, hello: Omit<Hello, 'format'>): string => signFile(key, HELLO_PURPOSE, { format: HELLO_PURPOSE, ...hello })

/** Reads a greeting; `keyOf` gives the enrolled key of the branch and epoch it names. Null when anything does not hold. */
export const readHello = (text: string, keyOf: (hello: Hello) => VerifyingKey | null): Hello | null =>
  readSignedFile(Buffer.from(text), HELLO_PURPOSE, Hello, keyOf)

/** Head office's word that a batch's envelope and records are durable there. */
export const writeCustody = (key: SigningKey, receipt: Omit<CustodyReceipt, 'format'>): string =>
  signFile(key, CUSTODY_PURPOSE, { format: CUSTODY_PURPOSE, ...receipt })

/** Reads a custody receipt with the head-office key the batch was sealed under. Null when it is not from there or altered. */
export const readCustody = (text: string, headOffice: VerifyingKey): CustodyReceipt | null =>
  readSignedFile(Buffer.from(text), CUSTODY_PURPOSE, CustodyReceipt, () => headOffice)

/** Head office's word on which up batches of a branch it has, good for the one nonce inside. */
export const writeStanding = (key: SigningKey, said: Omit<StandingSaid, 'format'>): string =>
  signFile(key, STANDING_PURPOSE, { format: STANDING_PURPOSE, ...said })

/** Reads it with the head-office key that holds for the branch's next down batch. Null when it is not from there or altered. */
export const readStanding = (text: string, headOffice: VerifyingKey): StandingSaid | null =>
  readSignedFile(Buffer.from(text), STANDING_PURPOSE, StandingSaid, () => headOffice)
