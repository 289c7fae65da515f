/** Of the cases that got a deficiency notice, how many needed only one (domain 2.2.6: tell it once, tell it all). */
export interface NoticeRate {
  readonly cases: number
  readonly once: number
  /** Null while no case got a notice. */
  readonly basisPoints: number | null
}

/**
 * The branch's one-notice rate, in basis points rounded down, from the number of notices of each case that got any.
 * @example noticeRate([1, 1, 2]) // { cases: 3, once: 2, basisPoints: 6666 }
 */
export function noticeRate(noticesOfCases: readonly number[]): NoticeRate {
  const given = noticesOfCases.filter((count) => count > 0)
  const once = given.filter((count) => count === 1).length
  return { cases: given.length, once, basisPoints: given.length === 0 ? null : Math.floor((once * 10_000) / given.length) }
}
