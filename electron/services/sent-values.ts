import type { z } from 'zod'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'
import type { SentFile } from './packs.ts'
import { parseYamlFile } from './yaml-file.ts'

/**
 * The values of a file by its ending: one of .yaml and .json, one a line of .ndjson. Refuses DATA_FILE_INVALID with file, line, path and reason.
 * @example valuesOf(file, RiskEntry)
 */
export function valuesOf<Schema extends z.ZodType>({ name, text }: SentFile, schema: Schema): Result<z.output<Schema>[]> {
  if (name.endsWith('.yaml')) {
    const read = parseYamlFile(name, text, schema)
    return read.ok ? ok([read.value]) : read
  }
  const values: z.output<Schema>[] = []
  for (const [index, piece] of (name.endsWith('.ndjson') ? text.split('\n') : [text]).entries()) {
    if (piece.trim() === '') continue
    const value = tryStrictJson(Buffer.from(piece))
    const parsed = schema.safeParse(value)
    const [issue] = parsed.error?.issues ?? []
    const reason = value === undefined ? 'no JSON' : (issue?.message ?? '')
    if (!parsed.success)
      return refuse('DATA_FILE_INVALID', { file: name, line: index + 1, column: 1, path: issue?.path.map(String).join('.') ?? '', reason, more: 0 })
    values.push(parsed.data)
  }
  return ok(values)
}

/** Every value of a kind's files, in their order. */
export function allValuesOf<Schema extends z.ZodType>(sent: readonly SentFile[], kind: SentFile['kind'], schema: Schema): Result<z.output<Schema>[]> {
  const all: z.output<Schema>[] = []
  for (const file of sent) {
    if (file.kind !== kind) continue
    const values = valuesOf(file, schema)
    if (!values.ok) return values
    for (const value of values.value) all.push(value)
  }
  return ok(all)
}
