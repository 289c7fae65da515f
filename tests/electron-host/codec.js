// Text form of structured-clone values, used by both ends of a call. Plain JS: the same text runs in the page.
// `special` lets the caller turn functions and promises into numbers (bridge only; IPC refuses them).
export function encode(root, special) {
  const slots = []
  const seen = new Map()
  const b64 = (u8) => (u8.toBase64 ? u8.toBase64() : Buffer.from(u8).toString('base64'))
  const put = (v) => {
    if (v === undefined) return -1
    if (typeof v === 'number' && (!Number.isFinite(v) || Object.is(v, -0))) return Object.is(v, -0) ? -5 : Number.isNaN(v) ? -2 : v > 0 ? -3 : -4
    const ref = typeof v === 'object' && v !== null
    if (ref && seen.has(v)) return seen.get(v)
    const at = slots.push(null) - 1
    if (ref) seen.set(v, at)
    slots[at] = body(v)
    return at
  }
  const body = (v) => {
    if (v === null || typeof v === 'string' || typeof v === 'boolean' || typeof v === 'number') return v
    if (typeof v === 'bigint') return ['n', String(v)]
    if (typeof v === 'function') {
      if (special) return ['f', special.fn(v)]
      throw new Error('An object could not be cloned.')
    }
    if (typeof v === 'symbol') throw new Error('An object could not be cloned.')
    if (v instanceof Promise) {
      if (special) return ['p', special.promise(v)]
      throw new Error('An object could not be cloned.')
    }
    if (Array.isArray(v)) return ['a', ...Array.from(v, put)]
    if (v instanceof Date) return ['d', v.getTime()]
    if (v instanceof RegExp) return ['r', v.source, v.flags]
    if (v instanceof Map) return ['m', ...[...v].flatMap(([k, x]) => [put(k), put(x)])]
    if (v instanceof Set) return ['s', ...[...v].map(put)]
    if (v instanceof ArrayBuffer) return ['b', b64(new Uint8Array(v))]
    if (ArrayBuffer.isView(v))
      return ['t', v.constructor.name === 'Buffer' ? 'Uint8Array' : v.constructor.name, b64(new Uint8Array(v.buffer, v.byteOffset, v.byteLength))]
    if (v instanceof Error) return ['e', v.name, v.message, v.stack]
    return Object.fromEntries(Object.keys(v).map((k) => [k, put(v[k])]))
  }
  const at = put(root)
  return JSON.stringify({ at, slots })
}

export function decode(text, special) {
  const { at, slots } = JSON.parse(text)
  const done = new Map()
  const bytes = (s) => (Uint8Array.fromBase64 ? Uint8Array.fromBase64(s) : new Uint8Array(Buffer.from(s, 'base64')))
  const get = (i) => {
    if (i < 0) return [undefined, undefined, Number.NaN, Infinity, -Infinity, -0][-i]
    if (done.has(i)) return done.get(i)
    const s = slots[i]
    const keep = (x) => {
      done.set(i, x)
      return x
    }
    if (s === null || typeof s !== 'object') return keep(s)
    if (!Array.isArray(s)) {
      const o = keep({})
      for (const k of Object.keys(s)) Object.defineProperty(o, k, { value: get(s[k]), enumerable: true, writable: true, configurable: true })
      return o
    }
    const [tag, ...r] = s
    if (tag === 'a') {
      const a = keep([])
      for (const x of r) a.push(get(x))
      return a
    }
    if (tag === 'm') {
      const m = keep(new Map())
      for (let k = 0; k < r.length; k += 2) m.set(get(r[k]), get(r[k + 1]))
      return m
    }
    if (tag === 's') {
      const m = keep(new Set())
      for (const x of r) m.add(get(x))
      return m
    }
    if (tag === 'n') return keep(BigInt(r[0]))
    if (tag === 'd') return keep(new Date(r[0] === null ? Number.NaN : r[0]))
    if (tag === 'r') return keep(new RegExp(r[0], r[1]))
    if (tag === 'b') return keep(bytes(r[0]).buffer)
    if (tag === 't') {
      const u = bytes(r[1])
      return keep(r[0] === 'Uint8Array' ? u : new globalThis[r[0]](u.buffer))
    }
    if (tag === 'e') {
      const e = keep(new Error(r[1]))
      Object.defineProperties(e, { name: { value: r[0], configurable: true, writable: true }, stack: { value: r[2], configurable: true, writable: true } })
      return e
    }
    if (tag === 'f') return keep(special.fn(r[0]))
    if (tag === 'p') return keep(special.promise(r[0]))
    throw new Error(`codec: ${tag}`)
  }
  return get(at)
}
