/** Fixed point: a factor of 1 is this integer. 24 decimals leave more than 15 to spare after 10,950 days of powers. */
export const ONE = 10n ** 24n

/** An amount at a whole number of time units (months or days) after the first. Positive: received by the borrower. */
export interface TimedAmount {
  readonly at: number
  readonly amount: bigint
}

const times = (left: bigint, right: bigint): bigint => (left * right) / ONE

/** `factor` to a whole power, in fixed point. @example power(2n * ONE, 3) // 8n * ONE */
export function power(factor: bigint, exponent: number): bigint {
  let result = ONE
  let square = factor
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = times(result, square)
    if (rest > 1) square = times(square, square)
  }
  return result
}

/** Value of all amounts at the last one's time when money grows by `factor` a unit; its sign decides the bisection. */
function finalValue(amounts: readonly TimedAmount[], factor: bigint): bigint {
  // Few gaps differ: a month, or 28 to 31 days.
  const powers = new Map<number, bigint>()
  const growth = (units: number): bigint => {
    const grown = powers.get(units) ?? power(factor, units)
    powers.set(units, grown)
    return grown
  }
  let value = 0n
  let now = amounts[0]?.at ?? 0
  for (const { at, amount } of amounts) {
    if (at < now) throw new RangeError('amounts must stand in order of time')
    if (at > now) value = times(value, growth(at - now))
    value += amount * ONE
    now = at
  }
  return value
}

/**
 * The growth factor per time unit at which what is paid equals what was received (internal rate of return + 1), in fixed
 * point. Bisection on big integers: no floats, the same digits on every machine; the result lies within 10^-20 of the root.
 * Received first, then only paid: so the value rises with the factor and there is one root.
 *
 * @throws RangeError when the first amount is not positive, a later one is, or less is paid back than was received.
 * @example growthFactor([{ at: 0, amount: 100n }, { at: 1, amount: -110n }]) // about 1.1 * ONE
 */
export function growthFactor(amounts: readonly TimedAmount[]): bigint {
  const [first, ...later] = amounts
  if (!first || first.amount <= 0n || later.some(({ amount }) => amount > 0n)) throw new RangeError('one amount received, then only payments')
  if (finalValue(amounts, ONE) > 0n) throw new RangeError('less is paid back than was received')
  let low = 0n
  let high = ONE / 10_000n
  while (finalValue(amounts, ONE + high) < 0n) {
    if (high > ONE * 1000n) throw new RangeError('no rate below 100,000 % a unit')
    low = high
    high *= 2n
  }
  while (high - low > 100n) {
    const middle = (low + high) / 2n
    if (finalValue(amounts, ONE + middle) < 0n) low = middle
    else high = middle
  }
  return ONE + (low + high) / 2n
}
