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
  const visit = (value: unknown, at: string): void => {
    if (typeof value === 'string' || typeof value === 'number') leaves.push({ text: String(value), where: at })
    else if (Array.isArray(value)) for (let index = 0; index < value.length; index++) visit(value[index], `${at}[${index}]`)
    else if (isRecord(value)) for (const key of CHILDREN) if (value[key] !== undefined) visit(value[key], `${at}.${key}`)
  }
  visit(node, where)
  return leaves
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
export function mapText<T>(node: T, change: (text: string) => string): T {
  const visit = (value: unknown): unknown => {
    if (typeof value === 'string') return change(value)
    if (Array.isArray(value)) return value.map(visit)
    if (!isRecord(value)) return value
    const copy: Record<string, unknown> = {}
    for (const key of Object.keys(value)) copy[key] = HOLDS_NODES.has(key) ? visit(value[key]) : value[key]
    return copy
  }
  return visit(node) as T
}

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
  const visible = [...counts].map(([point, count]): [string, number] => [String.fromCodePoint(point), count])
  return new Map(visible.filter(([character]) => !/\s/.test(character)))
}

/** Characters that `have` lacks against `want`, as 'U+XXXX'. */
export function shortOf(want: ReadonlyMap<string, number>, have: ReadonlyMap<string, number>): string[] {
  return [...want].filter(([character, count]) => (have.get(character) ?? 0) < count).map(([character]) => codePointName(character))
}
