import { BATCH_LIMITS } from '../core/batch/limits.ts'

/** Why a text is not the JSON this protocol speaks. */
export class StrictJsonError extends Error {}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const NUMBER = /-?(?:0|[1-9]\d*)(?![\d.eE])/y
const SPACE = /[ \t\n\r]*/y
const WORDS = new Map<string, Json>([
  ['true', true],
  ['false', false],
  ['null', null],
])

/** Escapes and control characters are judged by the platform's own parser. */
function decoded(literal: string): string | null {
  try {
    const value: unknown = JSON.parse(literal)
    return typeof value === 'string' ? value : null
  } catch {
    return null
  }
}

/** Whether the character at `at` stands behind a backslash that is not itself behind one. */
function escaped(text: string, at: number): boolean {
  let before = at
  while (text[before - 1] === '\\') before -= 1
  return (at - before) % 2 === 1
}

class Reader {
  private readonly text: string
  private at = 0
  constructor(text: string) {
    this.text = text
  }
  whole(): Json {
    const value = this.value(0)
    this.match(SPACE)
    return this.at === this.text.length ? value : this.fail('trailing text')
  }
  private fail(what: string): never {
    throw new StrictJsonError(`${what} at character ${this.at}`)
  }
  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)
    if (!found) return null
    this.at = pattern.lastIndex
    return found[0]
  }
  private take(mark: string): boolean {
    this.match(SPACE)
    if (!this.text.startsWith(mark, this.at)) return false
    this.at += mark.length
    return true
  }
  private value(depth: number): Json {
    if (this.take('{')) return this.object(this.notTooDeep(depth))
    if (this.take('[')) return this.list(this.notTooDeep(depth))
    if (this.text[this.at] === '"') return this.string()
    for (const [word, value] of WORDS) if (this.take(word)) return value
    return this.number()
  }
  private notTooDeep(depth: number): number {
    return depth > BATCH_LIMITS.jsonDepth ? this.fail('too deep') : depth
  }
  /** The string that begins here, marks and all. By hand: a pattern keeps a place to go back to for every escape, and there may be millions. */
  private literal(): string | null {
    const start = this.at
    if (this.text[start] !== '"') return null
    let end = start
    do {
      end = this.text.indexOf('"', end + 1)
      if (end === -1) return null
    } while (escaped(this.text, end))
    this.at = end + 1
    return this.text.slice(start, this.at)
  }
  private string(): string {
    this.match(SPACE)
    const value = decoded(this.literal() ?? this.fail('no string')) ?? this.fail('bad string')
    return value.isWellFormed() && !value.includes('\0') ? value : this.fail('lone surrogate or NUL')
  }
  private number(): number {
    const text = this.match(NUMBER) ?? this.fail('no integer')
    const value = Number(text)
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? value : this.fail('integer out of range')
  }
  private list(depth: number): Json[] {
    const list: Json[] = []
    if (this.take(']')) return list
    do list.push(this.value(depth + 1))
    while (this.take(','))
    return this.take(']') ? list : this.fail('no end of list')
  }
  private object(depth: number): { [key: string]: Json } {
    const object: { [key: string]: Json } = {}
    if (this.take('}')) return object
    do {
      const key = this.string()
      if (Object.hasOwn(object, key) || key === '__proto__') this.fail('key twice or forbidden')
      if (!this.take(':')) this.fail('no colon')
      object[key] = this.value(depth + 1)
    } while (this.take(','))
    return this.take('}') ? object : this.fail('no end of object')
  }
}

/** Whether every number is one this protocol speaks, and nothing stands too deep. */
function allowed(value: unknown, depth: number): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value)
  if (typeof value !== 'object' || value === null) return true
  if (depth > BATCH_LIMITS.jsonDepth) return false
  if (Array.isArray(value)) {
    for (const item of value) if (!allowed(item, depth + 1)) return false
    return true
  }
  for (const key in value) if (!allowed((value as { readonly [key: string]: unknown })[key], depth + 1)) return false
  return true
}

/** Written the shortest way, only a control character or half a surrogate pair needs `\u`; `__proto__` is no key of ours. */
const DOUBTFUL = /\\u|__proto__/

/**
 * Where a number ends that begins here, or NaN where that is not sure: a whole thousand may stand in fewer characters with an exponent (1e3), a
 * whole hundred in as many (1e2), so that one is looked at.
 */
function endOfNumber(text: string, value: number, at: number): number {
  if (!Number.isSafeInteger(value)) return Number.NaN
  if (value >= 0 && value < 10) return at + 1
  if (value % 1000 === 0) return Number.NaN
  const digits = String(value)
  return value % 100 !== 0 || text.startsWith(digits, at) ? at + digits.length : Number.NaN
}

/** The platform puts keys that count before all others, and what stands where is then not known. */
function startsWithDigit(key: string): boolean {
  const code = key.charCodeAt(0)
  return code >= 0x30 && code <= 0x39
}

/**
 * Where a value ends that begins here and is written the shortest way; NaN for one this protocol may not speak. Nothing of it can be written
 * shorter: a space, an escape, a key that stands twice, a point or a sign too many make the text longer.
 */
function shortestEnd(text: string, value: unknown, at: number, depth: number): number {
  if (typeof value === 'string') return at + value.length + 2
  if (typeof value === 'number') return endOfNumber(text, value, at)
  if (typeof value !== 'object' || value === null) return at + (value === false ? 5 : 4)
  if (depth > BATCH_LIMITS.jsonDepth) return Number.NaN
  let end = at + 1
  if (Array.isArray(value)) {
    for (const item of value) end = shortestEnd(text, item, end, depth + 1) + 1
  } else {
    for (const key in value) {
      if (key === '__proto__' || startsWithDigit(key)) return Number.NaN
      end = shortestEnd(text, (value as { readonly [key: string]: unknown })[key], end + key.length + 3, depth + 1) + 1
    }
  }
  // The last mark was no comma but the end; where there was none, the end is still to come.
  return end === at + 1 ? at + 2 : end
}

/**
 * The platform's parser, some five times as fast. It is believed only where the text is as short as its value can be written, or writing the
 * value again gives the very same text: then no key stood twice and no number lost anything. Everything else goes the strict way.
 */
function plainValue(text: string): { readonly value: unknown } | null {
  try {
    const value: unknown = JSON.parse(text)
    if (shortestEnd(text, value, 0, 0) === text.length) return { value }
    return !DOUBTFUL.test(text) && JSON.stringify(value) === text && allowed(value, 0) ? { value } : null
  } catch {
    return null
  }
}

/**
 * Parses I-JSON as HOB/1 wants it: valid UTF-8 without BOM or NUL, no key twice, integers up to 2^53 - 1 only, at most 16 deep.
 * @throws StrictJsonError naming the place, never the text
 * @example parseStrictJson(Buffer.from('{"a":1}')) // { a: 1 }
 */
export function parseStrictJson(bytes: Uint8Array): unknown {
  try {
    const text = decoder.decode(bytes)
    const plain = plainValue(text)
    return plain ? plain.value : new Reader(text).whole()
  } catch (error) {
    if (error instanceof TypeError) throw new StrictJsonError('not UTF-8')
    throw error
  }
}

/** The parsed value, or undefined when the bytes are not strict JSON. */
export function tryStrictJson(bytes: Uint8Array): unknown {
  try {
    return parseStrictJson(bytes)
  } catch (error) {
    if (error instanceof StrictJsonError) return undefined
    throw error
  }
}
