import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { subset } from './subset.ts'
import type { Use } from './usage.ts'

interface Lists {
  readonly members: readonly string[]
  readonly events: readonly string[]
}
const offers: ReadonlyMap<string, Lists> = new Map<string, Lists>(Object.entries(subset))

/** Modules of the main process whose type bears another name in the manifest. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  Session: ['Session', 'SessionModule'],
  UtilityProcess: ['UtilityProcess', 'UtilityProcessModule'],
}
const EMITTER = /^(on|once|off|addListener|removeListener|removeAllListeners|emit|listenerCount)$/

/** Complaints about uses that the stand-in does not offer. */
export function unoffered(uses: readonly Use[]): string[] {
  return uses.flatMap(({ where, owners, member, event }) => {
    const lists = owners.flatMap((owner) => ALIASES[owner] ?? [owner]).flatMap((name) => offers.get(name) ?? [])
    if (event !== null) return lists.some(({ events }) => events.includes(event)) ? [] : [`${where} event '${event}' of ${owners[0]} is not in the subset`]
    if (EMITTER.test(member)) return []
    return lists.some(({ members }) => members.includes(member)) ? [] : [`${where} ${owners[0]}.${member} is not in the subset`]
  })
}

/** Complaints about events of the manifest that electron.d.ts does not know: the real thing would never emit them. */
export function unknownEvents(declarations: string): string[] {
  return Object.entries(subset).flatMap(([name, { events }]) =>
    events.filter((event) => !declarations.includes(`on(event: '${event}'`)).map((event) => `subset.ts: ${name} has no event '${event}' in electron.d.ts`),
  )
}

/** The TypeScript files under a folder. */
export const sourcesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(folder, name))

/** Those of them that mention Electron: the others cannot use it. */
export const usersOfElectron = (folder: string): string[] => sourcesUnder(folder).filter((file) => /from 'electron'/.test(readFileSync(file, 'utf8')))
