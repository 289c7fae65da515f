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

/**
 * Reads a YAML data file against a schema. Refuses DATA_FILE_INVALID with file, line and column (both from 1), path,
 * reason, and how many further faults there are. Anchors may not multiply (no alias bombs); a key may stand once.
 * @example parseYamlFile('fl-ind-1.yaml', text, Scorecard)
 */
export function parseYamlFile<Schema extends z.ZodType>(fileName: string, text: string, schema: Schema): Result<z.output<Schema>> {
  const file = openYamlFile(fileName, text, schema)
  return file.ok ? ok(file.value.value) : file
}

/** As `parseYamlFile`, keeping the places of its values for checks between files. */
export function openYamlFile<Schema extends z.ZodType>(fileName: string, text: string, schema: Schema): Result<DataFile<z.output<Schema>>> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const refuseHere = (offset: number, path: Path, reason: string, more: number): Result<never> => {
    const { line, col } = lines.linePos(offset)
    return refuse('DATA_FILE_INVALID', { file: fileName, line: Math.max(line, 1), column: Math.max(col, 1), path: words(path), reason, more })
  }
  const broken = [...document.errors, ...document.warnings]
  const [first] = broken
  if (first !== undefined) return refuseHere(first.pos[0], [], first.message, broken.length - 1)

  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 20 })
  } catch (error) {
    return refuseHere(0, [], error instanceof Error ? error.message : 'not readable', 0)
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) {
    const refuseAt = (path: Path, reason: string): Result<never> => refuseHere(offsetOf(document, path, undefined), path, reason, 0)
    return ok({ fileName, value: parsed.data, refuseAt })
  }
  const { issues } = parsed.error
  const [issue] = issues
  if (issue === undefined) throw new Error(`no issue for a refused file: ${fileName}`)
  const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const path = unknownKey === undefined ? issue.path : [...issue.path, unknownKey]
  return refuseHere(offsetOf(document, issue.path, unknownKey), path, issue.message, issues.length - 1)
}
