import { type CallTable, defineCalls, type Handlers } from '../core/bridge/define-calls.ts'
import { peopleCalls } from '../core/bridge/people-calls.ts'
import { ok } from '../core/kernel/result.ts'

export interface CounterOptions {
  /** Folder that holds templates/ and the locale files. */
  readonly appRoot: string
  /** Folder of this branch's data. */
  readonly userData: string
  readonly version: string
}
export interface Counter<T extends CallTable> {
  readonly calls: T
  readonly handlers: Handlers<T>
  readonly idleMinutes: number
  close(): Promise<void>
}

const shellCalls = defineCalls({ 'shell.info': peopleCalls['shell.info'] })

/** Builds the services and use cases of one branch by hand. Free of Electron, so that the demo and tests can call it. */
export async function startCounter({ version }: CounterOptions): Promise<Counter<typeof shellCalls>> {
  const idleMinutes = 5
  return {
    calls: shellCalls,
    handlers: { 'shell.info': async (_session, _input, seat) => ok({ version, branchSetUp: false, session: null, locked: seat.locked, idleMinutes }) },
    idleMinutes,
    close: async () => {},
  }
}
