import sharp, { type Metadata, type Sharp } from 'sharp'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { MAX_PIXELS, MAX_SIDE_PIXELS } from '../scan-check.ts'
import { lookAt } from './look.ts'
import { dpiOf, type PageSource, type ScanSource } from './sources.ts'

// Only what a scanner writes: no other decoder of libvips is ever reached by a file from outside.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadTiffBuffer'] })
sharp.cache(false)
sharp.concurrency(1)

const WHITE = { r: 255, g: 255, b: 255 }
const EYE_QUALITY = 75
/** Bringing a page down costs more than reading one that is a little larger. */
const LARGER = 1.25

const open = (bytes: Uint8Array, page: number, ignoreIcc = false): Sharp =>
  sharp(bytes, { page, pages: 1, limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true, ignoreIcc })
const fit = (image: Sharp, maxSide: number): Sharp => image.flatten({ background: WHITE }).resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true })

/** A page of a picture file, as its pixels lie: what a camera noted about turning is not heeded, for the rotation is ours to note. */
async function pageOf(bytes: Uint8Array, index: number, first: Metadata): Promise<PageSource> {
  const { width, height, density, hasAlpha } = index === 0 ? first : await open(bytes, index).metadata()
  return {
    width,
    height,
    dpi: dpiOf(width, height, density),
    async look(readSide, thumbSide) {
      const large = Math.max(width, height) > readSide * LARGER
      // Colours by the scanner's profile are for the eye: they would take twice as long as the decoding itself.
      const page = open(bytes, index, true)
      const image = large || hasAlpha ? fit(page, large ? readSide : MAX_SIDE_PIXELS) : page
      const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
      return lookAt({ ...info, data: new Uint8Array(data.buffer, data.byteOffset, data.length) }, thumbSide)
    },
    async jpeg(maxSide, rotation, quality = EYE_QUALITY) {
      const data = await fit(open(bytes, index), maxSide).rotate(rotation).toColourspace('srgb').jpeg({ quality }).toBuffer()
      return new Uint8Array(data)
    },
  }
}

/**
 * Opens a JPEG, a PNG or a TIFF of any number of pages (CCITT G4 among them).
 * @returns SCAN_DAMAGED when its head cannot be read, SCAN_TOO_MANY_PIXELS for a picture that would fill the memory
 */
export async function openImage(bytes: Uint8Array, kind: 'JPEG' | 'PNG' | 'TIFF'): Promise<Result<ScanSource>> {
  try {
    const first = await sharp(bytes, { limitInputPixels: false }).metadata()
    const { width, height, pages } = first
    if (width > MAX_SIDE_PIXELS || height > MAX_SIDE_PIXELS || width * height > MAX_PIXELS) {
      return refuse('SCAN_TOO_MANY_PIXELS', { kind, width, height, limit: MAX_PIXELS, sideLimit: MAX_SIDE_PIXELS })
    }
    return ok({ pages: pages ?? 1, page: (n) => pageOf(bytes, n - 1, first), close: async () => undefined })
  } catch {
    return refuse('SCAN_DAMAGED', { kind, reason: 'STRUCTURE' })
  }
}
