/** What a case can be found and compared by. NAME serves the search of head office only. */
export const KEY_KINDS = ['APPLICANT', 'COLLATERAL', 'NAME'] as const
export interface KeyIdentity {
  readonly kind: (typeof KEY_KINDS)[number]
  readonly text: string
}

/** Of these only letters and figures are neither space, mark nor sign. */
const PRINTED_ASCII = /^[ -~]*$/
const bare = (text: string): string =>
  PRINTED_ASCII.test(text)
    ? text.toUpperCase().replace(/[^0-9A-Z]+/g, '')
    : text
        .normalize('NFKC')
        .toUpperCase()
        .replace(/[\s\p{P}\p{S}]/gu, '')

/** A person by the number of his document: width, case, spaces and dashes do not matter. @example applicantKey('11010519491231002x').text */
export const applicantKey = (idNumber: string): KeyIdentity => ({ kind: 'APPLICANT', text: bare(idNumber) })

/** A pledged thing by its certificate number or VIN: full-width brackets, dashes and spaces do not matter. */
export const collateralKey = (collateral: { readonly kind: string; readonly key: string }): KeyIdentity => ({
  kind: 'COLLATERAL',
  text: `${collateral.kind} ${bare(collateral.key)}`,
})

/** A name as a clerk may type it into the search. */
export const nameKey = (name: string): KeyIdentity => ({ kind: 'NAME', text: bare(name) })
