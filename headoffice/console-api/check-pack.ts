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

interface Piece {
  /** From 1; null where the file is one value. */
  readonly line: number | null
  readonly value: unknown
  /** Why it cannot be read, never with its text; null where it can. */
  readonly broken: string | null
}

function yamlPiece(text: string): Piece {
  const document = parseDocument(text, { uniqueKeys: true })
  // A branch refuses for a warning, too.
  const [problem] = [...document.errors, ...document.warnings]
  if (problem) return { line: problem.linePos?.[0].line ?? null, value: null, broken: problem.code }
  try {
    return { line: null, value: document.toJS({ maxAliasCount: 0 }), broken: null }
  } catch {
    return { line: null, value: null, broken: 'BAD_ALIAS' }
  }
}

function jsonPiece(text: string, line: number | null): Piece {
  const value = tryStrictJson(Buffer.from(text))
  return { line, value, broken: value === undefined ? 'no JSON' : null }
}

/** Parses a file by its ending; an empty line of a list is none. */
function piecesOf({ name, text }: PackText): Piece[] {
  if (name.endsWith('.yaml')) return [yamlPiece(text)]
  if (!name.endsWith('.ndjson')) return [jsonPiece(text, null)]
  return text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [jsonPiece(line, index + 1)]))
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

/** Why a value is not what its kind asks for, with its place; null where it is. */
function faultIn(kind: PackKind, value: unknown): { readonly path: string; readonly reason: string } | null {
  const issue = PACK_SCHEMAS[kind].safeParse(value).error?.issues[0]
  if (issue) return { path: placeIn(value, issue.path), reason: issue.message }
  const [gap] = kind === 'CLAUSES' ? unfilledIn(ClauseBook.parse(value)) : []
  return gap ? { path: '', reason: `${gap.clause} {${gap.variable}} is not said of every loan that brings the clause in` } : null
}

/** Whether every file of a pack is what its kind asks for. Refuses PACK_INVALID (file, line or 0, path, and the reason as `faultOf` reads it). */
export function checkPack(kind: PackKind, files: readonly PackText[]): Result<null> {
  const [, second] = files
  if (second && ONE_FILE_KINDS.includes(kind)) return refuse('PACK_INVALID', { file: second.name, line: 0, path: '', reason: 'a table is one file' })
  for (const file of files)
    for (const { line, value, broken } of piecesOf(file)) {
      const fault = broken === null ? faultIn(kind, value) : { path: '', reason: broken }
      if (fault) return refuse('PACK_INVALID', { file: file.name, line: line ?? 0, ...fault })
    }
  return ok(null)
}
