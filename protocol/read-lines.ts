import { open } from 'node:fs/promises'

/** What a file of lines came to. */
export interface LinesRead {
  /** Bytes of whole lines, each with its LF. */
  readonly whole: number
  /** Bytes behind the last LF: what a power cut left of a line. */
  readonly torn: number
}
const PIECE = 1 << 20

/**
 * Reads a file of lines a piece at a time, whatever its size; one that is not there has none. `take` is given each line without its LF, good
 * only until it returns. @throws when less can be read than the file has, or what stands behind the last LF is longer than `longest`
 */
export async function readLines(file: string, longest: number, take: (line: Buffer) => void): Promise<LinesRead> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  })
  if (handle === null) return { whole: 0, torn: 0 }
  try {
    const { size } = await handle.stat()
    const piece = Buffer.alloc(PIECE)
    let rest = Buffer.alloc(0)
    let read = 0
    while (read < size) {
      const { bytesRead } = await handle.read(piece, 0, PIECE, read)
      if (bytesRead === 0) throw new Error(`${size - read} bytes of ${size} cannot be read`)
      read += bytesRead
      const bytes = Buffer.concat([rest, piece.subarray(0, bytesRead)])
      let start = 0
      for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, start)) {
        take(bytes.subarray(start, end))
        start = end + 1
      }
      rest = bytes.subarray(start)
      if (rest.length > longest) throw new Error(`a line of more than ${longest} bytes`)
    }
    return { whole: read - rest.length, torn: rest.length }
  } finally {
    await handle.close()
  }
}
