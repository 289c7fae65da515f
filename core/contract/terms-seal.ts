const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, field]) => field !== undefined)
    const sorted = entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return `{${sorted.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

/**
 * The canonical JSON text of any plain value, to be hashed by the caller (core has no cryptography): keys sorted by code unit, no spaces,
 * no undefined. The same terms give the same text whatever the order of their keys, and any changed figure another.
 * @example sealText({ b: 1, a: 2 }) // '{"a":2,"b":1}'
 */
export const sealText = (value: object): string => canonical(value)
