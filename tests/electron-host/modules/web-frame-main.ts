import { strict } from '../strict.ts'
import type { Member } from '../subset.ts'

interface Holder {
  readonly id: number
  getURL(): string
  isDestroyed(): boolean
}

/** The top frame of a page, with the address and origin the application knows (`app://bundle`). */
export function frameOf(contents: Holder): Electron.WebFrameMain {
  const frame: Pick<Electron.WebFrameMain, Member<'WebFrameMain'>> = {
    get url() {
      return contents.getURL()
    },
    get origin() {
      const url = new URL(contents.getURL())
      return url.origin === 'null' ? `${url.protocol}//${url.host}` : url.origin
    },
    parent: null,
    get top() {
      return face
    },
    frameTreeNodeId: contents.id,
    isDestroyed: () => contents.isDestroyed(),
  }
  const face = strict('WebFrameMain', frame) as Electron.WebFrameMain
  return face
}
