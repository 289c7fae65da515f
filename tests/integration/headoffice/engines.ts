import { expectOk } from '../../../core/kernel/result.ts'
import { type HeadOffice, initHeadOffice, openHeadOffice } from '../../../headoffice/head-office.ts'
import { type PostgresServer, startPostgres } from '../../postgres/server.ts'
import { NOW, newFolder } from '../batch/counter.ts'
import { layEmptyStore } from '../empty-store.ts'

/** Head office is one program on two engines: each suite about its store runs on both. */
export const ENGINES = ['PGlite', 'PostgreSQL'] as const
export type Engine = (typeof ENGINES)[number]

let server: PostgresServer | null = null
export async function postgres(): Promise<PostgresServer> {
  server ??= await startPostgres()
  return server
}
export async function stopPostgres(): Promise<void> {
  await server?.stop()
  server = null
}

export interface TestOffice {
  readonly office: HeadOffice
  readonly folder: string
  readonly databaseUrl?: string
}

/** A new head office on an engine. */
export async function officeOn(engine: Engine, now: () => string = () => NOW): Promise<TestOffice> {
  const folder = newFolder()
  expectOk(await initHeadOffice(folder, 'Head Office'))
  if (engine === 'PGlite') {
    layEmptyStore(folder)
    return { office: expectOk(await openHeadOffice(folder, now)), folder }
  }
  const databaseUrl = await (await postgres()).database()
  return { office: expectOk(await openHeadOffice(folder, now, { databaseUrl })), folder, databaseUrl }
}
