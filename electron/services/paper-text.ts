import { codePointName } from '../../core/kernel/han-text.ts'

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Keys under which a definition holds nodes; everything else is styling. */
const CHILDREN = ['text', 'stack', 'columns', 'table', 'body', 'ul', 'ol'] as const
/** Nodes that fetch a file or bring text the gate cannot read; no paper of ours has one (pdf.md §1). */
const FORBIDDEN = ['image', 'svg', 'qr', 'attachment', 'toc', 'pageReference', 'textReference', 'watermark', 'link', 'section'] as const

export interface TextLeaf {
  readonly text: string
  /** Where it stands: 'content[3].table.body[1][0]'. */
  readonly where: string
}

/** Every text of a node in reading order, with the path to it. @example textLeaves(definition.content, 'content') */
export function textLeaves(node: unknown, where: string): TextLeaf[] {
  if (typeof node === 'string' || typeof node === 'number') return [{ text: String(node), where }]
  if (Array.isArray(node)) return node.flatMap((child: unknown, index) => textLeaves(child, `${where}[${index}]`))
  if (!isRecord(node)) return []
  return CHILDREN.flatMap((key) => (key in node ? textLeaves(node[key], `${where}.${key}`) : []))
}

/** The first node that would fetch a file or hide text from the gate, or null. */
export function forbiddenNode(node: unknown, where: string): string | null {
  if (Array.isArray(node)) return node.map((child: unknown, index) => forbiddenNode(child, `${where}[${index}]`)).find((found) => found !== null) ?? null
  if (!isRecord(node)) return null
  const key = FORBIDDEN.find((name) => name in node)
  if (key) return `${where}.${key}`
  return CHILDREN.map((name) => forbiddenNode(node[name], `${where}.${name}`)).find((found) => found !== null) ?? null
}

/** A copy of a node with every text passed through `change`; styling is shared, never mutated. */
export function mapText<T>(node: T, change: (text: string) => string): T {
  const visit = (value: unknown): unknown => {
    if (typeof value === 'string') return change(value)
    if (Array.isArray(value)) return value.map(visit)
    if (!isRecord(value)) return value
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, (CHILDREN as readonly string[]).includes(key) ? visit(child) : child]))
  }
  return visit(node) as T
}

/** How often each visible character occurs; white space is layout and does not count. */
export function countCharacters(texts: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) for (const character of text) if (!/\s/.test(character)) counts.set(character, (counts.get(character) ?? 0) + 1)
  return counts
}

/** Characters that `have` lacks against `want`, as 'U+XXXX'. */
export function shortOf(want: ReadonlyMap<string, number>, have: ReadonlyMap<string, number>): string[] {
  return [...want].filter(([character, count]) => (have.get(character) ?? 0) < count).map(([character]) => codePointName(character))
}
