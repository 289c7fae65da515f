import { MOST_NEAR, NEAR_PRINT_BITS, PRINT_BYTES } from './page-print.ts'

const WORDS = PRINT_BYTES / 4
const FIRST_ROOM = 1024
/** So many prints are compared before whoever waits gets a turn. */
export const AT_A_TIME = 50_000

/** How many bits of a 32-bit word are set. */
function bitsOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x5555_5555)
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24
}

/**
 * The prints of every page a branch keeps, closely packed (40 bytes each: two million pages are 80 MB), so that a page scanned before is
 * nominated without asking the database for them all. A shelf nominates; what stands under a key is asked of the database.
 * @example shelf.put(7, print); for (const keys of shelf.near(print)) …
 */
export class PrintShelf {
  #words = new Uint32Array(FIRST_ROOM * WORDS)
  #keys = new Float64Array(FIRST_ROOM)
  #size = 0

  get size(): number {
    return this.#size
  }
  /** The key put last; 0 while the shelf is empty. Keys are put in ascending order. */
  get last(): number {
    return this.#keys[this.#size - 1] ?? 0
  }

  /** @throws RangeError unless the print is 32 bytes and the key above the last one */
  put(key: number, print: Uint8Array): void {
    if (print.length !== PRINT_BYTES) throw new RangeError('a page print is 32 bytes')
    if (!(key > this.last)) throw new RangeError('keys ascend')
    if (this.#size === this.#keys.length) this.#grow()
    this.#keys[this.#size] = key
    const view = new DataView(print.buffer, print.byteOffset, PRINT_BYTES)
    for (let word = 0; word < WORDS; word++) this.#words[this.#size * WORDS + word] = view.getUint32(word * 4)
    this.#size += 1
  }

  /**
   * Looks through the shelf, yielding after every so many prints, so that the caller can let others have a turn.
   * @returns the keys of at most 48 prints within 50 bits, nearest first
   */
  *near(print: Uint8Array): Generator<void, number[]> {
    const probe = new PrintShelf()
    probe.put(1, print)
    const found: { readonly bits: number; readonly key: number }[] = []
    for (let at = 0; at < this.#size; at++) {
      if (at > 0 && at % AT_A_TIME === 0) yield
      let bits = 0
      for (let word = 0; word < WORDS && bits <= NEAR_PRINT_BITS; word++) bits += bitsOf((this.#words[at * WORDS + word] ?? 0) ^ (probe.#words[word] ?? 0))
      if (bits <= NEAR_PRINT_BITS) found.push({ bits, key: this.#keys[at] ?? 0 })
    }
    return found
      .sort((a, b) => a.bits - b.bits)
      .slice(0, MOST_NEAR)
      .map(({ key }) => key)
  }

  #grow(): void {
    const words = new Uint32Array(this.#words.length * 2)
    words.set(this.#words)
    const keys = new Float64Array(this.#keys.length * 2)
    keys.set(this.#keys)
    this.#words = words
    this.#keys = keys
  }
}
