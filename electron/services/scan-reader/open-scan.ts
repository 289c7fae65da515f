import type { Result } from '../../../core/kernel/result.ts'
import { openImage } from './image-source.ts'
import type { PageFileKind } from './media.ts'
import { openPdfPages } from './pdf-source.ts'
import type { ScanSource } from './sources.ts'

/** Opens a file of pages by its kind, which `kindOf` told from its bytes. */
export const openScan = (bytes: Uint8Array, kind: PageFileKind): Promise<Result<ScanSource>> => (kind === 'PDF' ? openPdfPages(bytes) : openImage(bytes, kind))
