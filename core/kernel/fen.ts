declare const fenBrand: unique symbol

/** Money in integer fen (1/100 yuan), a safe integer. Never a float. */
export type Fen = number & { readonly [fenBrand]: true }

/** The largest amount a case may carry: 10^12 fen (rulings 11). */
export const MAX_CASE_FEN = 1_000_000_000_000 as Fen

/** @throws RangeError when `amount` is not a safe integer. @example fen(30000000) // 300,000.00 yuan */
export function fen(amount: number): Fen {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not an integer amount of fen: ${amount}`)
  return amount as Fen
}

/** Exact `numerator / denominator`, rounded half up (away from zero for negatives) once. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError('denominator must be positive')
  const magnitude = numerator < 0n ? -numerator : numerator
  const rounded = (2n * magnitude + denominator) / (2n * denominator)
  return numerator < 0n ? -rounded : rounded
}

/** `amount * numerator / denominator` in fen, multiplied in BigInt and rounded half up once (domain 4.1). */
export function scaleFen(amount: Fen, numerator: bigint, denominator: bigint): Fen {
  return fen(Number(divideHalfUp(BigInt(amount) * numerator, denominator)))
}

export const addFen = (...amounts: Fen[]): Fen => fen(amounts.reduce((sum, amount) => sum + amount, 0))

/** '300,000.00' — plain digits grouped by thousands, two decimals; for paper and screens. @example formatFen(fen(30000000)) */
export function formatFen(amount: Fen): string {
  const digits = String(Math.abs(amount)).padStart(3, '0')
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${amount < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`
}
