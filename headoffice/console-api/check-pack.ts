import { parseDocument } from 'yaml'
import { ONE_FILE_KINDS, PACK_SCHEMAS } from '../../core/batch/pack-content.ts'
import type { PackKind } from '../../core/batch/reference-pack.ts'
import { ClauseBook } from '../../core/contract/clause-book.ts'
import { unfilledIn } from '../../core/contract/clause-needs.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'

export interface PackText {
  readonly name: string
  readonly text: string
}

/** Parses a file by its ending. @throws Error naming line and column, never the text */
function valuesOf({ name, text }: PackText): { at: string; value: unknown }[] {
  if (name.endsWith('.yaml')) {
    const document = parseDocument(text, { uniqueKeys: true })
    // A branch refuses for a warning, too.
    const [problem] = [...document.errors, ...document.warnings]
    if (problem) throw new Error(`${problem.code} ${problem.linePos?.[0].line ?? ''}:${problem.linePos?.[0].col ?? ''}`)
    return [{ at: '', value: document.toJS({ maxAliasCount: 0 }) as unknown }]
  }
  const pieces = name.endsWith('.ndjson') ? text.split('\n').filter((line) => line.trim() !== '') : [text]
  return pieces.map((piece, index) => {
    const value = tryStrictJson(Buffer.from(piece))
    if (value === undefined) throw new Error(`line ${index + 1} is no JSON`)
    return { at: pieces.length > 1 ? `line ${index + 1} ` : '', value }
  })
}

/** Where a value does not fit; a clause by its own name, which its editor knows, not by its place in the file. */
function placeIn(value: unknown, path: readonly PropertyKey[]): string {
  let [at, clause]: [unknown, string] = [value, '']
  for (const key of path) {
    at = Object(at)[key]
    const { id } = Object(at)
    if (typeof id === 'string' && /^A\d{2}(\.\d{1,2})?$/.test(id)) clause = `${id} `
  }
  return clause + path.join('.')
}

/** Whether every file of a pack is what its kind asks for. Refuses PACK_INVALID (file, reason with place). */
export function checkPack(kind: PackKind, files: readonly PackText[]): Result<null> {
  const [, second] = files
  if (second && ONE_FILE_KINDS.includes(kind)) return refuse('PACK_INVALID', { file: second.name, reason: 'a table is one file' })
  for (const file of files) {
    try {
      for (const { at, value } of valuesOf(file)) {
        const parsed = PACK_SCHEMAS[kind].safeParse(value)
        const issue = parsed.error?.issues[0]
        if (issue) return refuse('PACK_INVALID', { file: file.name, reason: `${at}${placeIn(value, issue.path)} ${issue.message}`.trim() })
        const book = kind === 'CLAUSES' ? ClauseBook.safeParse(value).data : undefined
        const [gap] = book ? unfilledIn(book) : []
        if (gap)
          return refuse('PACK_INVALID', { file: file.name, reason: `${gap.clause} {${gap.variable}} is not said of every loan that brings the clause in` })
      }
    } catch (error) {
      return refuse('PACK_INVALID', { file: file.name, reason: error instanceof Error ? error.message : 'unreadable' })
    }
  }
  return ok(null)
}
