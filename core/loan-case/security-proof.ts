import { checkRegistrationProof } from '../intake/real-estate-number.ts'
import { toHalfWidth } from '../kernel/han-text.ts'
import type { PledgeKind, SecurityMode } from '../product/vocabulary.ts'

const plain = (text: string): string => toHalfWidth(text).replace(/\s/gu, '').toUpperCase()
const shaped =
  (shape: RegExp) =>
  (text: string): string | null =>
    shape.test(plain(text)) ? plain(text) : null

function realEstate(text: string): string | null {
  const checked = checkRegistrationProof(text)
  return checked.ok ? checked.number : null
}

/** The registration certificate of the vehicle bears the mortgage: its number has twelve digits (domain 5.2). */
const certificate = shaped(/^\d{12}$/)
const PLEDGES: Readonly<Record<PledgeKind, (text: string) => string | null>> = {
  /** Receipt of the stop payment, numbered by the issuing outlet. */
  DEPOSIT: shaped(/^[0-9A-Z-]{6,30}$/),
  /** Registration certificate of the unified movables register: twenty digits (domain 5.3). */
  RECEIVABLE: shaped(/^\d{20}$/),
  MOVABLE: shaped(/^\d{20}$/),
  /** Notices of the market-supervision office and of the patent or copyright office bear hanzi, brackets and a serial. */
  EQUITY: shaped(/^[\p{Script=Han}0-9A-Z()\uFF08\uFF09[\]\u3014\u3015-]{6,40}$/u),
  IP: shaped(/^[\p{Script=Han}0-9A-Z()\uFF08\uFF09[\]\u3014\u3015-]{6,40}$/u),
}

/**
 * The number of the proof that the security stands, in its written form: real-estate registration proof, vehicle certificate, movables
 * register, stop-payment receipt, pledge notice. Null when it has not that form. Forms other than real estate are bank practice [D].
 * @example securityProofNo('MORTGAGE_VEH', null, '1100 1234 5678') // '110012345678'
 */
export function securityProofNo(security: SecurityMode, pledge: PledgeKind | null, text: string): string | null {
  if (security === 'MORTGAGE_RE') return realEstate(text)
  if (security === 'MORTGAGE_VEH') return certificate(text)
  return security === 'PLEDGE' && pledge !== null ? PLEDGES[pledge](text) : null
}
