import { createHash } from 'node:crypto'
import { hostname } from 'node:os'

/**
 * The name under which this PC stands in the audit log: its host name in capitals, letters, digits and hyphens, 15 at most.
 * A name that has none of these (many are in Chinese) becomes 'PC-' and eight hex digits of its hash, the same each time.
 * @example terminalName('counter-03.branch.local') // 'COUNTER-03'
 */
export function terminalName(name: string = hostname()): string {
  const first = name.split('.')[0] ?? ''
  const plain = first
    .toUpperCase()
    .replace(/[^A-Z0-9-]/g, '')
    .replace(/^-+|-+$/g, '')
  if (plain !== '' && plain.length === first.length) return plain.slice(0, 15)
  return `PC-${createHash('sha256').update(name).digest('hex').slice(0, 8).toUpperCase()}`
}
