import { z } from 'zod'
import { isUnderProvince } from '../kernel/provinces.ts'

/** A county, city or province of GB/T 2260, in force or withdrawn. */
export interface Region {
  readonly code: string
  readonly name: string
  /** Last revision (yyyymm) that had the code; null while it is in force. */
  readonly lastSeen: string | null
  /** The code that took its place; null when in force, or when there is no single one. */
  readonly successor: string | null
}

export interface RegionTable {
  readonly version: string
  readonly regions: ReadonlyMap<string, Region>
}

const RegionCode = z.string().regex(/^\d{6}$/)
/** Codes as head office publishes them, beside those of the program: new, renamed, or withdrawn after `lastSeen`. */
export const SentRegions = z.strictObject({
  regions: z
    .array(
      z.strictObject({
        code: RegionCode,
        name: z.string().trim().min(1).max(200),
        lastSeen: RegionCode.nullable().default(null),
        successor: RegionCode.nullable().default(null),
      }),
    )
    .min(1),
})
export type SentRegion = z.output<typeof SentRegions>['regions'][number]

/**
 * The table with what head office published. Names the first code whose successor, or whose province, nobody knows.
 * @example regionsWith(table, [{ code: '653228', name: '和康县', lastSeen: null, successor: null }])
 */
export function regionsWith(table: RegionTable, sent: readonly SentRegion[]): { readonly table: RegionTable; readonly strange: string | null } {
  if (sent.length === 0) return { table, strange: null }
  const regions = new Map([...table.regions, ...sent.map((region) => [region.code, region] as const)])
  const strange = sent.find(({ code, successor }) => (successor !== null && !regions.has(successor)) || !regions.has(`${code.slice(0, 2)}0000`))
  return { table: { ...table, regions }, strange: strange?.code ?? null }
}

/** What a six-digit code says: names from province to county, and whether the place still bears the code. */
export interface RegionNames {
  readonly code: string
  readonly province: string
  readonly city: string
  readonly county: string
  readonly lastSeen: string | null
  readonly successor: { readonly code: string; readonly name: string } | null
}

const ROW = /^(\d{6})\t([^\t]+)\t(\d{6})?\t(\d{6})?\t(\d{6})?$/

/**
 * Reads the table of a file of `templates/regions`: one code a line, and a first line with the version.
 * @throws Error naming the line that is not a row; a broken file is our own bug, it ships with the program
 */
export function parseRegionTable(text: string): RegionTable {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const version = /^# version: ([A-Z0-9-]+@\d+)/.exec(lines[0] ?? '')?.[1]
  if (version === undefined) throw new Error('the table of regions has no version')
  const regions = new Map<string, Region>()
  for (const [index, line] of lines.entries()) {
    if (line === '' || line.startsWith('#')) continue
    const match = ROW.exec(line)
    if (!match) throw new Error(`line ${index + 1} of the table of regions is no row`)
    const [, code = '', name = '', , lastSeen, successor] = match
    regions.set(code, { code, name, lastSeen: lastSeen ?? null, successor: successor ?? null })
  }
  return { version, regions }
}

/**
 * The names behind a region code; the county of a code that was withdrawn is named as it was then. Null for a code no revision had:
 * that is a warning, never an error, for ID numbers keep codes older than the table (domain 3).
 * @example regionNames(table, '110103')?.successor?.name // the district that took in Chongwen
 */
export function regionNames({ regions }: RegionTable, code: string): RegionNames | null {
  const region = regions.get(code)
  if (!region) return null
  const nameOf = (part: string): string => {
    const name = part === code ? '' : (regions.get(part)?.name ?? '')
    return isUnderProvince(name) ? '' : name
  }
  const successor = region.successor === null ? undefined : regions.get(region.successor)
  return {
    code,
    province: code.endsWith('0000') ? region.name : nameOf(`${code.slice(0, 2)}0000`),
    city: code.endsWith('0000') ? '' : code.endsWith('00') ? region.name : nameOf(`${code.slice(0, 4)}00`),
    county: code.endsWith('00') ? '' : region.name,
    lastSeen: region.lastSeen,
    successor: successor ? { code: successor.code, name: successor.name } : null,
  }
}
