import type { Coverage } from './font-coverage.ts'

/** The family of the rare hanzi, as definitions name it. */
export const RARE_FAMILY = 'HanaMinB'

interface Run {
  readonly text: string
  readonly font?: typeof RARE_FAMILY
}

/** A text as runs of one font each: the first font wherever it draws, the second where only it does. */
export function fontRuns(text: string, first: Coverage): Run[] {
  const runs: { text: string; font?: typeof RARE_FAMILY }[] = []
  for (const character of text) {
    const rare = character !== '\n' && !first.has(character.codePointAt(0) ?? 0)
    const last = runs.at(-1)
    if (last && (last.font === RARE_FAMILY) === rare) last.text += character
    else runs.push(rare ? { text: character, font: RARE_FAMILY } : { text: character })
  }
  return runs
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const CHILDREN: ReadonlySet<string> = new Set(['stack', 'columns', 'table', 'body', 'ul', 'ol'])

/** A copy of a node in which each text that one font cannot draw alone is split into runs; `used` tells whether any was. */
export function withFallback<T>(node: T, first: Coverage): { readonly node: T; readonly used: boolean } {
  let used = false
  const drawnByFirst = (text: string): boolean => {
    for (const character of text) if (character !== '\n' && !first.has(character.codePointAt(0) ?? 0)) return false
    return true
  }
  const split = (text: string): string | Run[] => {
    if (drawnByFirst(text)) return text
    used = true
    return fontRuns(text, first)
  }
  const ofText = (value: unknown): unknown => {
    if (typeof value === 'string') return split(value)
    if (Array.isArray(value)) return value.map((part: unknown) => (typeof part === 'string' ? wrap(part) : visit(part)))
    return isRecord(value) ? visit(value) : value
  }
  const wrap = (text: string): string | { text: Run[] } => {
    const parts = split(text)
    return typeof parts === 'string' ? parts : { text: parts }
  }
  const visit = (value: unknown): unknown => {
    if (typeof value === 'string') return wrap(value)
    if (Array.isArray(value)) return value.map(visit)
    if (!isRecord(value)) return value
    const copy: Record<string, unknown> = {}
    for (const key of Object.keys(value)) copy[key] = key === 'text' ? ofText(value[key]) : partOf(key, value[key])
    return copy
  }
  const partOf = (key: string, child: unknown): unknown => {
    if (CHILDREN.has(key)) return visit(child)
    // The engine moves vectors to their place on the page; the paper's own stay where they are.
    return key === 'canvas' && Array.isArray(child) ? child.map((vector: object) => ({ ...vector })) : child
  }
  return { node: visit(node) as T, used }
}
