/** One file of a strict tar. `bytes` is a view into the archive that was read. */
export interface TarEntry {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Why bytes are not a strict tar (sync.md §3). */
export class TarError extends Error {}

const BLOCK = 512
const NAME = /^[a-z0-9][a-z0-9.-]*(\/[a-z0-9][a-z0-9.-]*)*$/
const MAX_ENTRIES = 100_000
const padded = (size: number): number => Math.ceil(size / BLOCK) * BLOCK

function header(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK)
  block.write(name, 0, 100, 'latin1')
  block.write('0000644\0', 100)
  block.write('0000000\0', 108)
  block.write('0000000\0', 116)
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  block.write('00000000000\0', 136)
  block.write('        ', 148)
  block.write('0', 156)
  block.write('ustar\0', 257)
  block.write('00', 263)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return block
}

function checkName(name: string): void {
  if (name.length > 99 || !NAME.test(name)) throw new TarError('name not allowed')
}

/** Space an entry takes. @example tarSize(1) // 1024 */
export const tarSize = (bytes: number): number => BLOCK + padded(bytes)

/**
 * Packs files as the one ustar form HOB/1 knows: type 0, mode 644, uid, gid and mtime 0, sorted by name.
 * @throws TarError for a name twice or not made of lower-case letters, digits, '.', '-' and inner '/'
 */
export function packTar(files: readonly TarEntry[]): Buffer {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1))
  const pieces: Uint8Array[] = []
  sorted.forEach((file, index) => {
    checkName(file.name)
    if (sorted[index - 1]?.name === file.name) throw new TarError('name twice')
    pieces.push(header(file.name, file.bytes.length), file.bytes, Buffer.alloc(padded(file.bytes.length) - file.bytes.length))
  })
  return Buffer.concat([...pieces, Buffer.alloc(2 * BLOCK)])
}

/**
 * Reads what `packTar` writes, and nothing else: each header must be byte for byte the one we would write, padding and
 * end are zeros, names ascend. So links, devices, pax and GNU headers, '..' and absolute names cannot occur.
 * @throws TarError
 */
export function readTar(archive: Uint8Array): TarEntry[] {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength)
  if (bytes.length % BLOCK !== 0) throw new TarError('not whole blocks')
  const entries: TarEntry[] = []
  let at = 0
  while (at < bytes.length && bytes[at] !== 0) {
    const block = bytes.subarray(at, at + BLOCK)
    const name = block.toString('latin1', 0, block.indexOf(0))
    checkName(name)
    const size = Number.parseInt(block.toString('latin1', 124, 135), 8)
    if (!Number.isSafeInteger(size) || !header(name, size).equals(block)) throw new TarError('header not strict')
    const previous = entries.at(-1)
    if (previous && previous.name >= name) throw new TarError('names not ascending')
    const start = at + BLOCK
    at = start + padded(size)
    if (at > bytes.length || bytes.subarray(start + size, at).some((byte) => byte !== 0)) throw new TarError('truncated or dirty padding')
    if (entries.push({ name, bytes: bytes.subarray(start, start + size) }) > MAX_ENTRIES) throw new TarError('too many entries')
  }
  if (bytes.length - at !== 2 * BLOCK || bytes.subarray(at).some((byte) => byte !== 0)) throw new TarError('no clean end')
  return entries
}
