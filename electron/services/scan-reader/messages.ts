import type { Refusal } from '../../../core/kernel/result.ts'
import type { PaperFile, PaperPart } from './assemble.ts'
import type { PageFileKind } from './media.ts'
import type { PageReading } from './read-page.ts'

/** What the main process asks of the reading process. One task at a time. */
export type ReaderTask =
  /** Reads the pages of a file from `fromPage` (1 for the first) on. */
  | { readonly task: 'READ'; readonly bytes: Uint8Array; readonly kind: PageFileKind; readonly fromPage: number }
  /** A page for the eye. */
  | {
      readonly task: 'PICTURE'
      readonly bytes: Uint8Array
      readonly kind: PageFileKind
      readonly pageNo: number
      readonly maxSide: number
      readonly rotation: number
    }
  /** The pages of a paper as one PDF; every page of the files where `parts` is null. */
  | { readonly task: 'ASSEMBLE'; readonly files: readonly PaperFile[]; readonly parts: readonly PaperPart[] | null }

/** What comes back: any number of PAGEs, then one of the others. */
export type ReaderAnswer =
  | { readonly answer: 'OPENED'; readonly pages: number }
  /** `reading` is null for a page that is broken: its neighbours are not. */
  | { readonly answer: 'PAGE'; readonly pageNo: number; readonly reading: PageReading | null }
  | { readonly answer: 'DONE'; readonly bytes: Uint8Array | null }
  | { readonly answer: 'REFUSED'; readonly refusal: Refusal }
