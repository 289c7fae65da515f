import { z } from 'zod'
import { maskIdNumber } from '../kernel/masking.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { DateField, ShortText } from '../kernel/schema.ts'
import { ownersOf } from './owners.ts'
import type { ContractTerms } from './terms.ts'
import type { TermsParty } from './terms-security.ts'

/** Who signs a contract, by the duty of the contract. */
export const SIGNING_DUTIES = ['BORROWER', 'SPOUSE', 'CO_OWNER', 'GUARANTOR', 'LEGAL_REPRESENTATIVE'] as const

/** One person who signs, and why. */
export interface ContractSigner {
  readonly duty: (typeof SIGNING_DUTIES)[number]
  readonly party: TermsParty
}

/** Owners who sign beside the borrower's side: co-owners, and who acts for another company that owns what is given. */
const ownerSigners = (terms: ContractTerms): ContractSigner[] =>
  ownersOf(terms, 'HOUSE').flatMap(({ part, person, company }): ContractSigner[] => {
    if (part === 'CO_OWNER') return [{ duty: 'CO_OWNER', party: person }]
    return part === 'OWNER' && company && company === terms.collateralCompany ? [{ duty: 'LEGAL_REPRESENTATIVE', party: person }] : []
  })

/**
 * Everybody who signs a contract of the set (domain 2, D706): the borrower and spouse, the owners of what is given as security, each
 * guarantor with the spouse who consents (D603), and who acts for a company that guarantees. Each person once, by the identity number.
 * @example contractSigners(terms).map(({ party }) => party.name)
 */
export function contractSigners(terms: ContractTerms): ContractSigner[] {
  const all: ContractSigner[] = [
    { duty: 'BORROWER', party: terms.borrower },
    ...(terms.spouse ? [{ duty: 'SPOUSE', party: terms.spouse } as const] : []),
    ...ownerSigners(terms),
    ...terms.guarantors.flatMap(({ spouse, ...party }) => [
      { duty: 'GUARANTOR', party } as const,
      ...(spouse ? [{ duty: 'SPOUSE', party: spouse } as const] : []),
    ]),
    ...terms.guarantorCompanies.map(({ legalRepresentative: party }) => ({ duty: 'LEGAL_REPRESENTATIVE', party }) as const),
  ]
  return all.filter(({ party }, at) => all.findIndex((other) => other.party.idNumber === party.idNumber && other.party.name === party.name) === at)
}

/** A recording or photograph of the signing: it stays where it is kept, and its hash proves which it was (features 4.11). */
export const SigningMedium = z.strictObject({ name: ShortText, sha256: z.string().regex(/^[0-9a-f]{64}$/, 'INVALID_FORMAT'), bytes: z.int().min(1) })
export type SigningMedium = z.output<typeof SigningMedium>
/** Recordings that one signing may name. */
export const MOST_MEDIA = 10
/** The recordings with one more: the same file counts once, and beyond MOST_MEDIA none is taken. @example withMedium([], medium) // [medium] */
export const withMedium = (media: readonly SigningMedium[], medium: SigningMedium): readonly SigningMedium[] =>
  media.length >= MOST_MEDIA || media.some(({ sha256 }) => sha256 === medium.sha256) ? media : [...media, medium]

/**
 * The signing register (ux.md S17, domain 1.3 面签): the signers with their identity checked, where and at what time, how many copies,
 * and that all of it was face to face.
 */
export const SigningRegister = z.strictObject({
  place: ShortText,
  /** 'HH:MM' of the day signed. */
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'TIME_INVALID'),
  copies: z.int().min(2, 'COPIES_TOO_FEW').max(12),
  faceToFace: z.boolean(),
  signers: z
    .array(
      z.strictObject({
        duty: z.enum(SIGNING_DUTIES),
        name: ShortText,
        /** Masked, as it is seen: tells two people of one name apart. Empty in registers kept before it was asked. */
        idNumber: z.string().max(40).default(''),
        idChecked: z.boolean(),
      }),
    )
    .min(1, 'REQUIRED')
    .max(20),
  /** Who of the bank was there beside whoever registers it: its id. Empty in registers kept before it was asked. */
  witness: z.string().max(60).default(''),
  media: z.array(SigningMedium).max(MOST_MEDIA).default([]),
})
export type SigningRegister = z.output<typeof SigningRegister>
/** As it is read back, with its day. */
export const SignedRegister = SigningRegister.extend({ signedOn: DateField })

/**
 * Whether the register proves the signing. A proxy or an unseen signer does not (domain 2, D112), nor fewer copies than the contract
 * has, nor one that only one of the bank's people saw. Refuses FIELD_INVALID naming the field.
 * @param contract everybody who signs, by name and number; each by an entry of his own
 * @param contract.witnesses who else of the bank may have seen it
 */
export function checkRegister(
  register: SigningRegister,
  contract: { readonly parties: readonly Pick<TermsParty, 'name' | 'idNumber'>[]; readonly copies: number; readonly witnesses: readonly string[] },
): Result<SigningRegister> {
  if (!register.faceToFace) return refuse('FIELD_INVALID', { field: 'register.faceToFace', reason: 'NOT_FACE_TO_FACE' })
  const unseen = register.signers.findIndex(({ idChecked }) => !idChecked)
  if (unseen >= 0) return refuse('FIELD_INVALID', { field: `register.signers.${unseen}.idChecked`, reason: 'SIGNER_NOT_CHECKED' })
  const signed = register.signers.map(({ name, idNumber }) => `${name} ${idNumber}`)
  const missing = contract.parties.filter(({ name, idNumber }) => {
    const at = signed.indexOf(`${name} ${maskIdNumber(idNumber)}`)
    if (at >= 0) signed.splice(at, 1)
    return at < 0
  })
  if (missing.length > 0) return refuse('FIELD_INVALID', { field: 'register.signers', reason: 'SIGNER_MISSING', missing: missing.length })
  if (!contract.witnesses.includes(register.witness)) return refuse('FIELD_INVALID', { field: 'register.witness', reason: 'WITNESS_MISSING' })
  if (register.copies < contract.copies) return refuse('FIELD_INVALID', { field: 'register.copies', reason: 'COPIES_TOO_FEW', copies: contract.copies })
  return ok(register)
}
