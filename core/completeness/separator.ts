import { type PageIdentity, SEPARATOR_KIND } from '../kernel/page-code.ts'
import { isParty, type Party } from './parties.ts'

/** Where the contracts are filed that everybody signs. */
export const CONTRACTS_ITEM = 'D706'
/** Page code kinds of papers that come back, and the items each may belong to (checklist FIRST-LOAN): the first asked of its person. */
export const ITEMS_OF_PAPER: Readonly<Record<string, readonly string[]>> = {
  JK: ['D706'],
  DY: ['D706'],
  CD: ['D706'],
  ZY: ['D706'],
  BZ: ['D706'],
  BG: ['D706'],
  HK: ['D706'],
  KP: ['D706'],
  JJ: ['D710'],
  CB: ['D204'],
  DC: ['D701'],
  SP: ['D704'],
  FK: ['D708'],
  ZF: ['D707'],
  // An enterprise authorises the query under an item of its own.
  ZX: ['D201', 'D202'],
  GX: ['D203'],
  YT: ['D208'],
  SD: ['D209'],
}

/** Whose sheet a paper is: a form of the counter says so at the end of its number, every other is the borrower's. @example partyOfPaper('SQ1101992026112300018-SP') // 'SP' */
export function partyOfPaper(number: string): Party {
  const last = number.slice(number.lastIndexOf('-') + 1)
  return isParty(last) ? last : 'B'
}

/**
 * What the code of a separator sheet says: the pages after it belong to this item of this person.
 * @param caseNo the application number, which a case has from its first day
 * @throws RangeError when it would not fit a code that scans
 * @example separatorIdentity('SQ1101992026112300018', 'D102', 'CO2').detail // 'D102-CO2'
 */
export function separatorIdentity(caseNo: string, itemId: string, party: Party): PageIdentity {
  const detail = `${itemId}-${party}`
  if (detail.length > 14) throw new RangeError(`not fit to print: ${detail}`)
  return { kind: SEPARATOR_KIND, number: caseNo, version: 1, page: 1, pages: 1, detail }
}

/** Takes the detail of a separator's code apart; null when it is none. @example separatorTarget('D102-CO2') // { itemId: 'D102', party: 'CO2' } */
export function separatorTarget(detail: string): { readonly itemId: string; readonly party: Party } | null {
  const [itemId = '', party = '', ...more] = detail.split('-')
  return more.length === 0 && itemId !== '' && isParty(party) ? { itemId, party } : null
}
