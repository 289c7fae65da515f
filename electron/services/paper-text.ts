import { codePointName } from '../../core/kernel/han-text.ts'

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Keys under which a definition holds nodes; everything else is styling. */
const CHILDREN = ['text', 'stack', 'columns', 'table', 'body', 'ul', 'ol'] as const
const HOLDS_NODES: ReadonlySet<string> = new Set(CHILDREN)
/** Nodes that fetch a file or bring text the gate cannot read; no paper of ours has one (pdf.md §1). */
const FORBIDDEN = ['image', 'svg', 'qr', 'attachment', 'toc', 'pageReference', 'textReference', 'watermark', 'link', 'section'] as const

export interface TextLeaf {
  readonly text: string
  /** Where it stands: 'content[3].table.body[1][0]'. */
  readonly where: string
}

/** Every text of a node in reading order, with the path to it. @example textLeaves(definition.content, 'content') */
export function textLeaves(node: unknown, where: string): TextLeaf[] {
  const leaves: TextLeaf[] = []
  gatherLeaves(leaves, node, where)
  return leaves
}

// Functions of the module, here and in `mapText`: the engine forgets a nested function's compiled code with each sweep of the heap.
function gatherLeaves(leaves: TextLeaf[], value: unknown, at: string): void {
  if (typeof value === 'string' || typeof value === 'number') leaves.push({ text: String(value), where: at })
  else if (Array.isArray(value)) for (let index = 0; index < value.length; index++) gatherLeaves(leaves, value[index], `${at}[${index}]`)
  else if (isRecord(value)) for (const key of CHILDREN) if (value[key] !== undefined) gatherLeaves(leaves, value[key], `${at}.${key}`)
}

/** The first node that would fetch a file or hide text from the gate, or null. */
export function forbiddenNode(node: unknown, where: string): string | null {
  if (Array.isArray(node)) {
    for (let index = 0; index < node.length; index++) {
      const found = forbiddenNode(node[index], `${where}[${index}]`)
      if (found !== null) return found
    }
    return null
  }
  if (!isRecord(node)) return null
  for (const key of FORBIDDEN) if (key in node) return `${where}.${key}`
  for (const key of CHILDREN) {
    const found = node[key] === undefined ? null : forbiddenNode(node[key], `${where}.${key}`)
    if (found !== null) return found
  }
  return null
}

/** A copy of a node with every text passed through `change`; styling is shared, never mutated. */
export const mapText = <T>(node: T, change: (text: string) => string): T => mapped(node, change) as T

function mapped(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) {
    const copy: unknown[] = []
    for (const one of value) copy.push(mapped(one, change))
    return copy
  }
  if (!isRecord(value)) return value
  const copy: Record<string, unknown> = {}
  for (const key of Object.keys(value)) copy[key] = HOLDS_NODES.has(key) ? mapped(value[key], change) : value[key]
  return copy
}

const SPACE = /\s/
/** How often each visible character occurs; white space is layout and does not count. */
export function countCharacters(texts: Iterable<string>): Map<string, number> {
  const counts = new Map<number, number>()
  for (const text of texts) {
    for (let at = 0; at < text.length; at++) {
      const point = text.codePointAt(at) ?? 0
      if (point > 0xffff) at++
      counts.set(point, (counts.get(point) ?? 0) + 1)
    }
  }
  const visible = new Map<string, number>()
  for (const [point, count] of counts) {
    const character = String.fromCodePoint(point)
    if (!SPACE.test(character)) visible.set(character, count)
  }
  return visible
}

/** Characters that `have` lacks against `want`, as 'U+XXXX'. */
export function shortOf(want: ReadonlyMap<string, number>, have: ReadonlyMap<string, number>): string[] {
  const short: string[] = []
  for (const [character, count] of want) if ((have.get(character) ?? 0) < count) short.push(codePointName(character))
  return short
}
