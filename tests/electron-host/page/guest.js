// Runs in the page before any of its own code: once in the page's world ('main'), once in the preload's isolated world.
// The halves talk through synchronous DOM events whose name is a secret of this window; values cross as text, so nothing is shared.
export function guest(side, secret, codec, makeElectron, preload) {
  if (window.parent !== window) return
  const { encode, decode } = codec
  const fire = window.dispatchEvent.bind(window)
  const SecretEvent = window.CustomEvent
  const mine = secret + side
  const theirs = secret + (side === 'main' ? 'iso' : 'main')
  const raw = globalThis.__electronHostSend
  const toHost = (message) => raw(JSON.stringify(message))

  // ---- contextBridge: calls are synchronous, functions and promises become proxies, all else is copied
  const local = new Map()
  const ids = new WeakMap()
  const waiting = new Map()
  let last = 0
  let answer
  const plain = (v) => v !== null && typeof v === 'object' && !(v instanceof Promise)
  const live = (v, seen = new Set()) => {
    if (typeof v === 'function' || v instanceof Promise) return true
    if (!plain(v) || seen.has(v)) return false
    seen.add(v)
    return Object.values(v).some((x) => live(x, seen))
  }
  const check = (v) => {
    if (typeof v === 'function' || v instanceof Promise) return
    if (plain(v) && live(v)) for (const x of Object.values(v)) check(x)
    else structuredClone(v) // refuses what Electron's bridge refuses, for example a Vue reactive object
  }
  const send = (message) => {
    answer = undefined
    fire(new SecretEvent(theirs, { detail: JSON.stringify(message) }))
    return answer
  }
  const keepFunction = (f) => {
    if (!ids.has(f)) {
      last += 1
      ids.set(f, last)
      local.set(last, f)
    }
    return ids.get(f)
  }
  const keepPromise = (promise) => {
    last += 1
    const id = last
    promise.then(
      (v) => send({ op: 'settle', id, ok: true, v: pack(v) }),
      (e) => send({ op: 'settle', id, ok: false, v: pack(e) }),
    )
    return id
  }
  const pack = (v) => {
    check(v)
    return encode(v, { fn: keepFunction, promise: keepPromise })
  }
  const remoteFunction =
    (id) =>
    (...args) => {
      const r = send({ op: 'call', id, v: pack(args) })
      if (!r.ok) throw unpack(r.v)
      return unpack(r.v)
    }
  const remotePromise = (id) => new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
  const unpack = (text) => decode(text, { fn: remoteFunction, promise: remotePromise })
  const freeze = (o) => {
    if (plain(o)) Object.values(o).forEach(freeze)
    return typeof o === 'object' ? Object.freeze(o) : o
  }
  const call = (m) => {
    try {
      return { ok: true, v: pack(local.get(m.id)(...unpack(m.v))) }
    } catch (e) {
      return { ok: false, v: pack(e instanceof Error ? e : new Error(String(e))) }
    }
  }
  const settle = (m) => {
    const promise = waiting.get(m.id)
    waiting.delete(m.id)
    promise[m.ok ? 'resolve' : 'reject'](unpack(m.v))
  }
  const take = {
    answer: (m) => {
      answer = m.r
    },
    settle,
    call: (m) => send({ op: 'answer', r: call(m) }),
    expose: (m) => Object.defineProperty(window, m.key, { value: freeze(unpack(m.v)), enumerable: true, configurable: false, writable: false }),
    open: (m) => toHost({ t: 'open', url: m.url }),
  }
  window.addEventListener(mine, (event) => {
    const m = JSON.parse(event.detail)
    take[m.op](m)
  })

  if (side === 'main') {
    window.open = (url = '') => {
      send({ op: 'open', url: new URL(url, location.href).href })
      return null
    }
    window.addEventListener('click', (event) => {
      const link = event.target instanceof Element && event.target.closest('a[target]')
      if (!link?.href || link.target === '_self') return
      event.preventDefault()
      send({ op: 'open', url: link.href })
    })
    return
  }

  // ---- isolated world: tells the idle clock about input, then runs the preload
  let told = 0
  const NAMES = { keydown: 'keyDown', pointerdown: 'mouseDown', pointermove: 'mouseMove', wheel: 'mouseWheel' }
  const touched = ({ type }) => {
    if (Date.now() - told < 1000) return
    told = Date.now()
    toHost({ t: 'input', type: NAMES[type] })
  }
  for (const type of Object.keys(NAMES)) window.addEventListener(type, touched, { capture: true, passive: true })
  if (!preload) return
  const { deliver, require } = makeElectron({ encode, decode, toHost, expose: (key, api) => send({ op: 'expose', key, v: pack(api) }) })
  globalThis.__electronHostDeliver = deliver
  const module = { exports: {} }
  preload(require, module, module.exports, Object.freeze({ type: 'renderer', contextIsolated: true, sandboxed: true, env: {}, argv: [], versions: {} }))
}
