import { type Offered, subset } from './subset.ts'

/** Asked of any object by promises, loggers and test runners; answering is harmless. */
const QUIET = new Set(['then', 'toJSON', 'constructor', 'prototype', 'domain', '__esModule', 'asymmetricMatch', 'nodeType', 'name', 'length'])
const EMITTER = new Set([
  'on',
  'once',
  'off',
  'addListener',
  'removeListener',
  'prependListener',
  'emit',
  'listenerCount',
  'listeners',
  'removeAllListeners',
  'eventNames',
])
const LISTENING = new Set(['on', 'once', 'off', 'addListener', 'removeListener', 'prependListener'])
/** Channels of `ipcMain` are its events: the application names them. */
const FREE_EVENTS: ReadonlySet<Offered> = new Set<Offered>(['IpcMain'])

type Method = (...args: unknown[]) => unknown
const faces = new WeakMap<object, object>()
const targets = new WeakMap<object, object>()

/** The object behind a face that the application was given. */
export const behind = <T extends object>(face: T): T => (targets.get(face) ?? face) as T

/**
 * The face of `target` that the application sees: only the members of the manifest, only its events. Anything else
 * throws and names itself. Methods run on the target, so its own inner members stay out of reach.
 */
export function strict<T extends object>(name: Offered, target: T): T {
  const known = faces.get(target)
  if (known) return known as T
  const members = new Set<string>(subset[name].members)
  const events = new Set(subset[name].events)
  const bound = new Map<Method, Method>()
  const miss = (what: string): never => {
    throw new Error(`electron-host: ${name}.${what} is not in the subset; add it to tests/electron-host/subset.ts or do without`)
  }
  const offers = (key: string) => members.has(key) || (EMITTER.has(key) && key in target)
  const bind = (key: string, method: Method): Method => {
    const ready = bound.get(method)
    if (ready) return ready
    const made: Method = (...args) => {
      if (LISTENING.has(key) && !FREE_EVENTS.has(name) && !events.has(String(args[0]))) miss(`${key}('${String(args[0])}')`)
      const result = Reflect.apply(method, target, args)
      return result === target ? face : result
    }
    bound.set(method, made)
    return made
  }
  const face: T = new Proxy(target, {
    get(_target, key) {
      if (typeof key === 'symbol' || (QUIET.has(key) && !members.has(key))) return Reflect.get(target, key, target)
      if (!offers(key)) return miss(key)
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? bind(key, value as Method) : value
    },
    set(_target, key, value) {
      if (typeof key === 'string' && !offers(key)) miss(key)
      return Reflect.set(target, key, value, target)
    },
  })
  faces.set(target, face)
  targets.set(face, target)
  return face
}

/** @throws when `given` holds an option the stand-in would silently ignore. */
export function onlyOptions(name: Offered, given: object): void {
  const known: readonly string[] = subset[name].members
  for (const key of Object.keys(given)) if (!known.includes(key)) throw new Error(`electron-host: option '${key}' (${name}) is not in the subset`)
}
