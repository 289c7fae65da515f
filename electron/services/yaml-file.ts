import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { isMap, isNode, isScalar, LineCounter, type Pair, parseDocument } from 'yaml'
import type { z } from 'zod'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'

/** A parsed data file that still knows where each value stands, so that a later check can point at it. */
export interface DataFile<T> {
  readonly fileName: string
  readonly value: T
  /** DATA_FILE_INVALID at a path of this file. @example file.refuseAt(['checklist'], 'no such checklist') */
  refuseAt(path: Path, reason: string): Result<never>
}

/** What sound data files hold, by the SHA-256 of their text: read when the program was built, so that a start need not read them anew. */
export type ReadBefore = Readonly<Record<string, unknown>>

const keyOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The values of these texts for `ReadBefore`; one that is not sound YAML is left out. @example await writeFile(file, JSON.stringify(readAhead(texts))) */
export const readAhead = (texts: readonly string[]): ReadBefore =>
  Object.fromEntries(
    texts.flatMap((text) => {
      const read = readYaml(text)
      return 'value' in read ? [[keyOf(text), read.value]] : []
    }),
  )

/** What the build read ahead; nothing where there is no such file, as when sources run by themselves. */
export async function openReadBefore(file: string): Promise<ReadBefore> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return {}
  }
}

type Path = readonly PropertyKey[]
type Document = ReturnType<typeof parseDocument>

/** The position of the value at `path`, or of its nearest ancestor that exists; for a key zod does not know, of the key. */
function offsetOf(document: Document, path: Path, unknownKey: string | undefined): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true)
    if (!isNode(node)) continue
    if (depth === path.length && unknownKey !== undefined && isMap(node)) {
      const key = node.items.find((pair: Pair) => isScalar(pair.key) && pair.key.value === unknownKey)?.key
      if (isScalar(key)) return key.range?.[0] ?? 0
    }
    return node.range?.[0] ?? 0
  }
  return 0
}

const words = (path: Path): string => path.map(String).join('.')

interface Fault {
  readonly document: Document
  readonly lines: LineCounter
  readonly offset: number
  readonly reason: string
  readonly more: number
}
type Read = { readonly document: Document; readonly lines: LineCounter; readonly value: unknown } | Fault

/** Anchors may not multiply; a key may stand once. */
function readYaml(text: string): Read {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const broken = [...document.errors, ...document.warnings]
  const [first] = broken
  if (first !== undefined) return { document, lines, offset: first.pos[0], reason: first.message, more: broken.length - 1 }
  try {
    return { document, lines, value: document.toJS({ maxAliasCount: 20 }) }
  } catch (error) {
    return { document, lines, offset: 0, reason: error instanceof Error ? error.message : 'not readable', more: 0 }
  }
}

/**
 * Reads a YAML data file against a schema. Refuses DATA_FILE_INVALID with file, line and column (both from 1), path,
 * reason, and how many further faults there are. Anchors may not multiply (no alias bombs); a key may stand once.
 * @example parseYamlFile('fl-ind-1.yaml', text, Scorecard)
 */
export function parseYamlFile<Schema extends z.ZodType>(fileName: string, text: string, schema: Schema, before: ReadBefore = {}): Result<z.output<Schema>> {
  const file = openYamlFile(fileName, text, schema, before)
  return file.ok ? ok(file.value.value) : file
}

/** As `parseYamlFile`, keeping the places of its values for checks between files. */
export function openYamlFile<Schema extends z.ZodType>(
  fileName: string,
  text: string,
  schema: Schema,
  before: ReadBefore = {},
): Result<DataFile<z.output<Schema>>> {
  const refuseHere = (lines: LineCounter, offset: number, path: Path, reason: string, more: number): Result<never> => {
    const { line, col } = lines.linePos(offset)
    return refuse('DATA_FILE_INVALID', { file: fileName, line: Math.max(line, 1), column: Math.max(col, 1), path: words(path), reason, more })
  }
  const refuseAt = (path: Path, reason: string): Result<never> => {
    const { document, lines } = readYaml(text)
    return refuseHere(lines, offsetOf(document, path, undefined), path, reason, 0)
  }
  const known = before[keyOf(text)]
  const sound = known === undefined ? undefined : schema.safeParse(known)
  if (sound?.success) return ok({ fileName, value: sound.data, refuseAt })

  const read = readYaml(text)
  if (!('value' in read)) return refuseHere(read.lines, read.offset, [], read.reason, read.more)
  const parsed = schema.safeParse(read.value)
  if (parsed.success) return ok({ fileName, value: parsed.data, refuseAt })
  const { issues } = parsed.error
  const [issue] = issues
  if (issue === undefined) throw new Error(`no issue for a refused file: ${fileName}`)
  const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const path = unknownKey === undefined ? issue.path : [...issue.path, unknownKey]
  return refuseHere(read.lines, offsetOf(read.document, issue.path, unknownKey), path, issue.message, issues.length - 1)
}
