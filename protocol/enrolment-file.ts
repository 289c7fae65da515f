import { Enrolment, KeyRequest } from '../core/batch/enrolment.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { sha256Hex } from './hashing.ts'
import { publicKeysOf, type SecretKeys } from './keys.ts'
import { bearsOwnId, type SigningKey, type VerifyingKey } from './minisign.ts'
import { readSignedFile, signFile } from './signed-file.ts'

const REQUEST = 'hob-keys/1'
const ENROLMENT = 'hob-enrolment/1'

/** What people compare by voice or on paper: 8 groups of 4 hex digits. @example '3F2A-…' */
export const keyFingerprint = (key: Pick<VerifyingKey, 'publicKey'>): string =>
  (sha256Hex(Buffer.from(key.publicKey, 'base64')).slice(0, 32).toUpperCase().match(/.{4}/g) ?? []).join('-')

/** The branch's public key file, signed by itself as proof that it holds the key. */
export const writeKeyRequest = (branch: string, name: string, keys: SecretKeys): string =>
  signFile(keys.sign, REQUEST, { format: REQUEST, branch, name, keys: publicKeysOf(keys) })

/** Refuses with KEY_REQUEST_INVALID (altered, or the key bears the id of another). */
export function readKeyRequest(bytes: Uint8Array): Result<KeyRequest> {
  const request = readSignedFile(bytes, REQUEST, KeyRequest, ({ keys }) => (bearsOwnId(keys.sign) ? keys.sign : null))
  return request ? ok(request) : refuse('KEY_REQUEST_INVALID')
}

/** Head office's signed record of a branch's keys. */
export const writeEnrolment = (headOffice: SigningKey, enrolment: Enrolment): string => signFile(headOffice, ENROLMENT, enrolment)

/**
 * Reads an enrolment whose head office is known by its fingerprint, for who holds no key of the branch: an auditor.
 * Refuses ENROLMENT_INVALID.
 */
export function readPinnedEnrolment(bytes: Uint8Array, fingerprint: string): Result<Enrolment> {
  const wanted = fingerprint.toUpperCase().replace(/[^0-9A-F]/g, '')
  const pinned = (headOffice: Enrolment['headOffice']): boolean => keyFingerprint(headOffice.keys.sign).replaceAll('-', '') === wanted
  const enrolment = readSignedFile(bytes, ENROLMENT, Enrolment, ({ headOffice }) => (pinned(headOffice) ? headOffice.keys.sign : null))
  return enrolment ? ok(enrolment) : refuse('ENROLMENT_INVALID')
}

/**
 * Reads an enrolment at the branch. The fingerprint, which came by another way than the file, pins head office's key.
 * Refuses with ENROLMENT_INVALID (altered, or another head office) or ENROLMENT_NOT_OURS (other keys than this device's).
 */
export function readEnrolment(bytes: Uint8Array, own: SecretKeys, fingerprint: string): Result<Enrolment> {
  const pinned = readPinnedEnrolment(bytes, fingerprint)
  if (!pinned.ok) return pinned
  const enrolment = pinned.value
  const mine = publicKeysOf(own)
  const ours = enrolment.keys.sign.publicKey === mine.sign.publicKey && enrolment.keys.receive === mine.receive
  return ours ? pinned : refuse('ENROLMENT_NOT_OURS', { branch: enrolment.branch })
}
