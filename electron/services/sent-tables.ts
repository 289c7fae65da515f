import type { z } from 'zod'
import { AuthorityTable, LprTable } from '../../core/batch/pack-content.ts'
import { ok, type Result } from '../../core/kernel/result.ts'
import type { Parameters } from '../../core/product/parameters.ts'
import type { SentFile } from './packs.ts'
import { type DataFile, openYamlFile } from './yaml-file.ts'

/** Tables of head office that stand in the place of those in the parameters, by version ('LPR@3'); the last is in force. */
export interface SentTables {
  readonly lpr: ReadonlyMap<string, DataFile<LprTable>>
  readonly authority: ReadonlyMap<string, DataFile<AuthorityTable>>
}
/** The tables a case is decided by, as it keeps them; where one is left out, that of its parameters. */
export interface TableVersions {
  readonly lpr?: string
  readonly authority?: string
}

function readTables<Schema extends z.ZodType>(
  sent: readonly SentFile[],
  kind: SentFile['kind'],
  schema: Schema,
): Result<Map<string, DataFile<z.output<Schema>>>> {
  const tables = new Map<string, DataFile<z.output<Schema>>>()
  for (const file of sent.filter((one) => one.kind === kind)) {
    const opened = openYamlFile(file.name, file.text, schema)
    if (!opened.ok) return opened
    const version = `${kind}@${file.version}`
    if (tables.has(version)) return opened.value.refuseAt([], 'a table is one file')
    tables.set(version, opened.value)
  }
  return ok(tables)
}

/** Refuses DATA_FILE_INVALID. */
export function readSentTables(sent: readonly SentFile[]): Result<SentTables> {
  const lpr = readTables(sent, 'LPR', LprTable)
  if (!lpr.ok) return lpr
  const authority = readTables(sent, 'AUTHORITY', AuthorityTable)
  return authority.ok ? ok({ lpr: lpr.value, authority: authority.value }) : authority
}

/** The tables in force, for a case opened or moved now. @example tablesInForce(packs.tables) // { lpr: 'LPR@3' } */
export function tablesInForce({ lpr, authority }: SentTables): TableVersions {
  const [newestLpr, newestAuthority] = [[...lpr.keys()].at(-1), [...authority.keys()].at(-1)]
  return { ...(newestLpr ? { lpr: newestLpr } : {}), ...(newestAuthority ? { authority: newestAuthority } : {}) }
}

/** The parameters with the tables a case keeps in their places; undefined when one of them is gone. */
export function withTables(parameters: Parameters, tables: SentTables, { lpr, authority }: TableVersions): Parameters | undefined {
  const [lprFile, authorityFile] = [lpr && tables.lpr.get(lpr), authority && tables.authority.get(authority)]
  if ((lpr && !lprFile) || (authority && !authorityFile)) return undefined
  return { ...parameters, ...(lprFile ? lprFile.value : {}), ...(authorityFile ? authorityFile.value : {}) }
}
