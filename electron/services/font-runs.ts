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
  const split: Split = { first, used: false }
  return { node: withRuns(node, split) as T, used: split.used }
}

interface Split {
  readonly first: Coverage
  used: boolean
}

// Functions of the module: the engine forgets a nested function's compiled code with each sweep of the heap.
function drawnBy(first: Coverage, text: string): boolean {
  for (const character of text) if (character !== '\n' && !first.has(character.codePointAt(0) ?? 0)) return false
  return true
}

function splitText(text: string, split: Split): string | Run[] {
  if (drawnBy(split.first, text)) return text
  split.used = true
  return fontRuns(text, split.first)
}

function wrapped(text: string, split: Split): string | { text: Run[] } {
  const parts = splitText(text, split)
  return typeof parts === 'string' ? parts : { text: parts }
}

function eachWithRuns(values: readonly unknown[], split: Split): unknown[] {
  const copy: unknown[] = []
  for (const value of values) copy.push(withRuns(value, split))
  return copy
}

function ofText(value: unknown, split: Split): unknown {
  if (typeof value === 'string') return splitText(value, split)
  return Array.isArray(value) || isRecord(value) ? withRuns(value, split) : value
}

function withRuns(value: unknown, split: Split): unknown {
  if (typeof value === 'string') return wrapped(value, split)
  if (Array.isArray(value)) return eachWithRuns(value, split)
  if (!isRecord(value)) return value
  const copy: Record<string, unknown> = {}
  for (const key of Object.keys(value)) copy[key] = key === 'text' ? ofText(value[key], split) : partOf(key, value[key], split)
  return copy
}

const copyOf = (vector: object): object => ({ ...vector })

function partOf(key: string, child: unknown, split: Split): unknown {
  if (CHILDREN.has(key)) return withRuns(child, split)
  // The engine moves vectors to their place on the page; the paper's own stay where they are.
  return key === 'canvas' && Array.isArray(child) ? child.map(copyOf) : child
}
