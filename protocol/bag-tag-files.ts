import { sha256Hex } from './hashing.ts'

export interface PayloadEntry {
  /** 'data/…' with forward slashes. */
  readonly path: string
  readonly sha256: string
  readonly bytes: number
}
export interface TagFile {
  readonly name: string
  readonly bytes: Buffer
}
export type BagInfo = readonly (readonly [label: string, value: string])[]

/** RFC 8493 §2.1.3: CR, LF and '%' in a path are percent-encoded. */
export const encodeBagPath = (path: string): string => path.replace(/[%\r\n]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)

const manifest = (entries: readonly { readonly path: string; readonly sha256: string }[]): Buffer =>
  Buffer.from(
    [...entries]
      .sort((a, b) => (a.path < b.path ? -1 : 1))
      .map((entry) => `${entry.sha256}  ${encodeBagPath(entry.path)}\n`)
      .join(''),
  )

function infoText(info: BagInfo): Buffer {
  for (const [label, value] of info) {
    if (!/^[A-Za-z][A-Za-z-]*$/.test(label) || /[\r\n]/.test(value) || value.trim() !== value) throw new RangeError(`bag-info: ${label}`)
  }
  return Buffer.from(info.map(([label, value]) => `${label}: ${value}\n`).join(''))
}

/** '<bytes>.<files>' of a payload. */
export const payloadOxum = (payload: readonly PayloadEntry[]): string => `${payload.reduce((sum, entry) => sum + entry.bytes, 0)}.${payload.length}`

/** The four tag files of a BagIt 1.0 bag with this payload; Payload-Oxum is added to the info. */
export function bagTagFiles(payload: readonly PayloadEntry[], info: BagInfo): TagFile[] {
  const files = [
    { name: 'bag-info.txt', bytes: infoText([...info, ['Payload-Oxum', payloadOxum(payload)]]) },
    { name: 'bagit.txt', bytes: Buffer.from('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n') },
    { name: 'manifest-sha256.txt', bytes: manifest(payload) },
  ]
  const tags = manifest(files.map((file) => ({ path: file.name, sha256: sha256Hex(file.bytes) })))
  return [...files, { name: 'tagmanifest-sha256.txt', bytes: tags }]
}

/** Reads a manifest in exactly the form we write, or null: lower-case SHA-256, two spaces, paths ascending, LF. */
export function readOwnManifest(bytes: Uint8Array): ReadonlyMap<string, string> | null {
  const lines = Buffer.from(bytes).toString('latin1').split('\n')
  if (lines.pop() !== '') return null
  const found = new Map<string, string>()
  let previous = ''
  for (const line of lines) {
    const [, hash, path] = /^([0-9a-f]{64}) {2}([a-z0-9./-]+)$/.exec(line) ?? []
    if (!hash || !path || path <= previous) return null
    found.set(path, hash)
    previous = path
  }
  return found
}
