declare const rateBrand: unique symbol

/** An annual rate in 1/10000 percent: 43500 = 4.35 % (domain 3.11). */
export type Rate = number & { readonly [rateBrand]: true }

/** One basis point (0.01 %) in rate units. */
export const RATE_PER_BP = 100
/** One permille (0.1 %) in rate units. */
export const RATE_PER_PERMILLE = 1_000
/** 100 % in rate units: the denominator when applying a rate to money. */
export const RATE_ONE = 1_000_000n

/** @throws RangeError when not a safe integer >= 0. @example rate(43500) // 4.35 % a year */
export function rate(units: number): Rate {
  if (!Number.isSafeInteger(units) || units < 0) throw new RangeError(`not a rate: ${units}`)
  return units as Rate
}

/** '4.35' — percent with at least two decimals, trailing zeros beyond them dropped. @example formatRate(rate(43500)) */
export function formatRate(value: Rate): string {
  const digits = String(value).padStart(5, '0')
  const decimals = digits.slice(-4).replace(/0{1,2}$/, '')
  return `${digits.slice(0, -4)}.${decimals}`
}
