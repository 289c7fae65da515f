import sharp from 'sharp'
import type { Gray } from './gray.ts'
import type { Look } from './sources.ts'

const EYE_QUALITY = 75

/** Pixels as a decoder gives them, row by row. */
export interface Pixels {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
  /** 1 gray, 2 gray and alpha, 3 red, green, blue, 4 with alpha. */
  readonly channels: 1 | 2 | 3 | 4
}

/** Brightness as the eye weighs it (ITU-R BT.601, in 256ths). */
function grayOf({ data, width, height, channels }: Pixels): Gray {
  if (channels === 1) return { data, width, height }
  const gray = new Uint8Array(width * height)
  if (channels === 2) for (let at = 0; at < gray.length; at++) gray[at] = data[at * 2] ?? 255
  else
    for (let at = 0, from = 0; at < gray.length; at++, from += channels)
      gray[at] = ((data[from] ?? 255) * 77 + (data[from + 1] ?? 255) * 150 + (data[from + 2] ?? 255) * 29) >> 8
  return { data: gray, width, height }
}

/** What reading works on, and the small picture, from pixels decoded once. */
export async function lookAt(pixels: Pixels, thumbSide: number): Promise<Look> {
  const { data, width, height, channels } = pixels
  const small = sharp(data, { raw: { width, height, channels } }).resize(thumbSide, thumbSide, { fit: 'inside', withoutEnlargement: true, kernel: 'linear' })
  const thumb = await small.flatten({ background: '#fff' }).toColourspace('srgb').jpeg({ quality: EYE_QUALITY }).toBuffer()
  return { gray: grayOf(pixels), thumb: new Uint8Array(thumb) }
}
