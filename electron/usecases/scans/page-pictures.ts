import { randomBytes } from 'node:crypto'
import type { Seat } from '../../../core/bridge/define-calls.ts'
import type { Session } from '../../../core/kernel/people.ts'
import type { PageFileKind } from '../../services/scan-reader/media.ts'
import type { Counter } from '../counter.ts'

/** What an address shows: a part of a file of small pictures, or a page of a sealed file. */
export type Shown =
  | { readonly part: 'THUMB'; readonly ref: string; readonly at: number; readonly bytes: number }
  | { readonly part: 'PAGE'; readonly ref: string; readonly kind: PageFileKind; readonly pageNo: number }

/** Who is shown something, and where: an address dies with the sitting. */
export interface Viewer {
  readonly session: Session
  readonly seat: Pick<Seat, 'session'>
}

/** Gives pages addresses that say nothing, and answers the window when it asks for one. */
export interface PagePictures {
  /** @returns 'page-pictures/…', relative to the window's own page */
  address(viewer: Viewer, shown: Shown): string
  /** The JPEG of an address; null when nobody is signed in there any more, the address is unknown or the file is gone. */
  open(address: string): Promise<Uint8Array | null>
}

export const PICTURES = 'page-pictures/'
const MAX_SIDE = 2400
/** "Keep at most six full bitmaps" (ux.md 1.5). */
const KEPT_PICTURES = 6
const KEPT_THUMB_FILES = 20

/** The latest few of something dear to make. */
function latest<T>(limit: number) {
  const kept = new Map<string, Promise<T | null>>()
  return (key: string, make: () => Promise<T | null>): Promise<T | null> => {
    const found = kept.get(key) ?? make()
    kept.delete(key)
    kept.set(key, found)
    if (kept.size > limit) kept.delete(kept.keys().next().value ?? '')
    return found
  }
}

/** @param current the open branch, or null */
export function makePagePictures(current: () => Counter | null): PagePictures {
  let known = new Map<string, { readonly viewer: Viewer; readonly shown: Shown }>()
  let addresses = new Map<string, string>()
  let sitting: Session | null = null
  const [pictures, thumbs] = [latest<Uint8Array>(KEPT_PICTURES), latest<Uint8Array>(KEPT_THUMB_FILES)]

  async function draw({ papers, reader }: Counter, shown: Shown): Promise<Uint8Array | null> {
    const file = (): Promise<Uint8Array | null> => papers.get(shown.ref).then((bytes) => (bytes.ok ? bytes.value : null))
    if (shown.part === 'THUMB') return (await thumbs(shown.ref, file))?.subarray(shown.at, shown.at + shown.bytes) ?? null
    return pictures(`${shown.ref}/${shown.pageNo}`, async () => {
      const bytes = await file()
      const picture = bytes && (await reader.picture({ bytes, kind: shown.kind }, { pageNo: shown.pageNo, maxSide: MAX_SIDE, rotation: 0 }))
      return picture?.ok ? picture.value : null
    })
  }

  return {
    address(viewer, shown) {
      // One PC, one person at a time: the addresses of the one before are forgotten.
      if (sitting !== viewer.session) [sitting, known, addresses] = [viewer.session, new Map(), new Map()]
      const key = JSON.stringify(shown)
      const token = addresses.get(key) ?? randomBytes(16).toString('hex')
      addresses.set(key, token)
      known.set(token, { viewer, shown })
      return `${PICTURES}${token}`
    },
    async open(address) {
      const entry = known.get(address.slice(PICTURES.length))
      const counter = current()
      if (!address.startsWith(PICTURES) || !entry || !counter || entry.viewer.seat.session !== entry.viewer.session) return null
      return draw(counter, entry.shown)
    },
  }
}
