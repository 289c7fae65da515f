// The `electron` module of a sandboxed preload: ipcRenderer and contextBridge. Its text runs in the page's isolated world.
export function makeElectron({ encode, decode, toHost, expose }) {
  const calls = new Map()
  const listeners = new Map()
  let last = 0
  const only = (name, members) =>
    new Proxy(members, {
      get(target, key) {
        if (key in target || typeof key === 'symbol') return target[key]
        throw new Error(`electron-host: ${name}.${String(key)} is not in the subset`)
      },
    })
  const ipcRenderer = only('ipcRenderer', {
    invoke: (channel, ...args) =>
      new Promise((resolve, reject) => {
        const v = encode(structuredClone(args))
        last += 1
        calls.set(last, { resolve, reject })
        toHost({ t: 'invoke', id: last, channel, v })
      }),
    send: (channel, ...args) => toHost({ t: 'send', channel, v: encode(structuredClone(args)) }),
    on: (channel, listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    once: (channel, listener) => {
      const first = (...args) => {
        ipcRenderer.off(channel, first)
        listener(...args)
      }
      return ipcRenderer.on(channel, first)
    },
    off: (channel, listener) => {
      const list = listeners.get(channel) ?? []
      const at = list.lastIndexOf(listener)
      if (at >= 0) listeners.set(channel, list.toSpliced(at, 1))
      return ipcRenderer
    },
    removeListener: (channel, listener) => ipcRenderer.off(channel, listener),
    removeAllListeners: (channel) => {
      listeners.delete(channel)
      return ipcRenderer
    },
  })
  const contextBridge = only('contextBridge', { exposeInMainWorld: expose })
  const electron = only('electron', { contextBridge, ipcRenderer })
  const deliver = (text) => {
    const m = JSON.parse(text)
    if (m.t === 'message') {
      for (const listener of listeners.get(m.channel) ?? []) listener({ sender: ipcRenderer, ports: [] }, ...decode(m.v))
      return
    }
    const call = calls.get(m.id)
    calls.delete(m.id)
    if (m.error === undefined) call.resolve(decode(m.v))
    else call.reject(new Error(m.error))
  }
  const require = (id) => {
    if (id === 'electron' || id === 'electron/renderer') return electron
    throw new Error(`module not found: ${id} (a sandboxed preload can only require 'electron')`)
  }
  return { deliver, require }
}
