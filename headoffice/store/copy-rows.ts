/** Rows of one table, for the engine that takes them by COPY. */
export interface CopiedTable {
  readonly table: string
  /** What COPY reads in its binary form. */
  readonly rows: Uint8Array
}

/** Signature, no flags, nothing ahead of the rows. */
const START = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const END = -1
const NULL = -1
/** The engine counts microseconds from here. */
const EPOCH = Date.UTC(2000, 0, 1)
/** More than anything but a text takes, with its length. */
const LARGEST = 24
/** Room that is kept from batch to batch; what a larger one needed is given back. */
const [ROOM, KEPT] = [1 << 16, 1 << 22]
/** Longer texts are written by the platform, for shorter ones calling it costs more than the writing. */
const SHORT = 16

/** Value of a hexadecimal digit in lower case, by its character code. */
const digit = (code: number): number => (code < 0x3a ? code - 0x30 : code - 0x57)

/**
 * Writes rows as COPY's binary form has them (PostgreSQL, "COPY", file formats): the server need not look for the ends of values, nor read
 * numbers and ids out of text. Every value goes as the type of its column has it, in the order of the columns.
 */
export class CopyRows {
  private bytes = Buffer.allocUnsafe(ROOM)
  private at = START.copy(this.bytes)

  /** Lets go of what was written. */
  begin(): this {
    if (this.bytes.length > KEPT) this.bytes = Buffer.allocUnsafe(ROOM)
    this.at = START.copy(this.bytes)
    return this
  }
  private need(bytes: number): void {
    if (this.at + bytes <= this.bytes.length) return
    const larger = Buffer.allocUnsafe((this.at + bytes) * 2)
    this.bytes.copy(larger, 0, 0, this.at)
    this.bytes = larger
  }
  private put32(value: number): void {
    const { bytes } = this
    bytes[this.at++] = value >>> 24
    bytes[this.at++] = value >>> 16
    bytes[this.at++] = value >>> 8
    bytes[this.at++] = value
  }
  /** Whether it could be written byte by byte: it is short and of ASCII. */
  private short(value: string): boolean {
    const { bytes } = this
    if (value.length > SHORT) return false
    let at = this.at + 4
    for (let n = 0; n < value.length; n++) {
      const code = value.charCodeAt(n)
      if (code > 0x7f) return false
      bytes[at++] = code
    }
    this.put32(value.length)
    this.at = at
    return true
  }
  /** Begins a row of so many columns. */
  row(columns: number): this {
    this.need(LARGEST)
    this.bytes[this.at++] = columns >>> 8
    this.bytes[this.at++] = columns
    return this
  }
  /** A column of type `text`. */
  text(value: string | null): this {
    if (value === null) return this.nothing()
    this.need(LARGEST + value.length * 3)
    if (this.short(value)) return this
    const length = this.bytes.write(value, this.at + 4)
    this.put32(length)
    this.at += length
    return this
  }
  nothing(): this {
    this.need(LARGEST)
    this.put32(NULL)
    return this
  }
  /** A column of type `int`. */
  int(value: number): this {
    this.need(LARGEST)
    this.put32(4)
    this.put32(value)
    return this
  }
  /** A column of type `bigint`. */
  bigint(value: bigint): this {
    this.need(LARGEST)
    this.put32(8)
    this.at = this.bytes.writeBigInt64BE(value, this.at)
    return this
  }
  /** A column of type `timestamptz`: an instant as `Date` reads it. */
  instant(value: string): this {
    return this.bigint(BigInt(Date.parse(value) - EPOCH) * 1000n)
  }
  /** A column of type `uuid`, in lower case. */
  uuid(value: string): this {
    this.need(LARGEST)
    this.put32(16)
    for (let n = 0; n < value.length; n += 2) {
      if (value.charCodeAt(n) === 0x2d) n++
      this.bytes[this.at++] = (digit(value.charCodeAt(n)) << 4) | digit(value.charCodeAt(n + 1))
    }
    return this
  }
  /** A column of type `jsonb`, as JSON. */
  json(value: string): this {
    this.need(LARGEST + value.length * 3)
    const length = this.bytes.write(value, this.at + 5)
    this.put32(length + 1)
    // The version of the form: JSON as text.
    this.bytes[this.at++] = 1
    this.at += length
    return this
  }
  /** The rows since the beginning, or null where there are none. */
  taken(): Uint8Array | null {
    return this.at > START.length ? Buffer.from(this.row(END).bytes.subarray(0, this.at)) : null
  }
}
