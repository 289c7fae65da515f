import { toHalfWidth } from '../kernel/han-text.ts'
import { registerExists } from './regions.ts'

export type UsccCode = 'CHECK' | 'FORMAT' | 'ORG_CHECK' | 'REGION'
/** By the first two characters: 91, 92, 93, any other. */
export type Registrant = 'ENTERPRISE' | 'SOLE_TRADER' | 'COOPERATIVE' | 'OTHER'
export type UsccCheck =
  | { readonly ok: true; readonly uscc: string; readonly registrant: Registrant; readonly region: string }
  | { readonly ok: false; readonly code: UsccCode }

/** Digits and capitals without I, O, S, V, Z; the place in this row is a character's value. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const SHAPE = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const ORG_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]
const REGISTRANTS: Readonly<Record<string, Registrant>> = { '91': 'ENTERPRISE', '92': 'SOLE_TRADER', '93': 'COOPERATIVE' }

/** The form in which codes are stored and compared. */
export const normaliseUscc = (text: string): string => toHalfWidth(text).replace(/[\s-]/gu, '').toUpperCase()

/** GB 11714 counts letters from A = 10 without gaps, unlike the outer code. */
function organisationCheck(code8: string): string {
  const sum = ORG_WEIGHTS.reduce((total, weight, index) => total + weight * Number.parseInt(code8.charAt(index), 36), 0)
  return '0X987654321'.charAt(sum % 11)
}

/** The last character of a unified social credit code. */
export function usccCheckCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * ALPHABET.indexOf(first17.charAt(index)), 0)
  return ALPHABET.charAt((31 - (sum % 31)) % 31)
}

/**
 * A unified social credit code (GB 32100-2015) with the organisation code inside it (GB 11714).
 * @returns the registrant and region, or the first thing wrong: FORMAT, REGION, ORG_CHECK, CHECK
 * @see domain 3.4
 * @example checkUscc('92330199MA2ABCD3XF') // registrant 'SOLE_TRADER'
 */
export function checkUscc(text: string): UsccCheck {
  const uscc = normaliseUscc(text)
  if (!SHAPE.test(uscc)) return { ok: false, code: 'FORMAT' }
  const region = uscc.slice(2, 8)
  if (!registerExists(region)) return { ok: false, code: 'REGION' }
  const checkFits = usccCheckCharacter(uscc) === uscc[17]
  if (organisationCheck(uscc.slice(8, 16)) !== uscc[16]) return { ok: false, code: checkFits ? 'ORG_CHECK' : 'CHECK' }
  return checkFits ? { ok: true, uscc, registrant: REGISTRANTS[uscc.slice(0, 2)] ?? 'OTHER', region } : { ok: false, code: 'CHECK' }
}
