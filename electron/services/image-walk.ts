import { crc32 } from 'node:zlib'

export type ScanDamage = 'TRUNCATED' | 'STRUCTURE' | 'CHECKSUM'
export type ImageWalk = { readonly width: number; readonly height: number } | { readonly damage: ScanDamage }

const TRUNCATED: ImageWalk = { damage: 'TRUNCATED' }
const BROKEN: ImageWalk = { damage: 'STRUCTURE' }

/** Frame headers SOF0 to SOF15; C4, C8 and CC between them are tables. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** Where the next real marker after entropy-coded data stands: 0xFF not stuffed (00), not a restart (D0-D7), not filling (FF). */
function afterEntropy(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  return -1
}

/** Walks a JPEG marker by marker to its end (ITU-T T.81 B). Bytes after the end, as phones write them, are allowed. */
export function walkJpeg(bytes: Buffer): ImageWalk {
  let size: { width: number; height: number } | null = null
  let scans = 0
  for (let at = 2; ; ) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1
    if (at + 2 > bytes.length) return TRUNCATED
    if (bytes[at] !== 0xff) return BROKEN
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xd9) return size && scans > 0 ? size : BROKEN
    if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8)) return BROKEN
    if (at + 4 > bytes.length) return TRUNCATED
    const length = bytes.readUInt16BE(at + 2)
    if (length < 2 || (isFrame(marker) && length < 8)) return BROKEN
    if (at + 2 + length > bytes.length) return TRUNCATED
    if (isFrame(marker)) {
      if (size) return BROKEN
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
      if (size.width === 0 || size.height === 0) return BROKEN
    }
    at += 2 + length
    if (marker !== 0xda) continue
    if (!size) return BROKEN
    scans += 1
    at = afterEntropy(bytes, at)
    if (at < 0) return TRUNCATED
  }
}

const PNG_DEPTHS: Readonly<Record<number, readonly number[]>> = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] }

/** Walks a PNG chunk by chunk to IEND, each checksum verified (ISO/IEC 15948). */
export function walkPng(bytes: Buffer): ImageWalk {
  let size: { width: number; height: number } | null = null
  let hasData = false
  for (let at = 8; ; ) {
    if (at + 12 > bytes.length) return TRUNCATED
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (!/^[A-Za-z]{4}$/.test(type) || length > 0x7fffffff) return BROKEN
    if (at + 12 + length > bytes.length) return TRUNCATED
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== bytes.readUInt32BE(at + 8 + length)) return { damage: 'CHECKSUM' }
    if ((size === null) !== (type === 'IHDR')) return BROKEN
    if (type === 'IHDR') {
      if (length !== 13 || !PNG_DEPTHS[bytes[at + 17] ?? -1]?.includes(bytes[at + 16] ?? 0)) return BROKEN
      size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) }
      if (size.width === 0 || size.height === 0) return BROKEN
    }
    if (type === 'IDAT') hasData = true
    if (type === 'IEND') return size && hasData ? size : BROKEN
    at += 12 + length
  }
}
