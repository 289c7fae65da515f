import sharp from 'sharp'
import type { Gray } from './gray.ts'
import type { Look } from './sources.ts'

const EYE_QUALITY = 75
/** Pixels of the page that make one of the small picture, each way. */
const DOTS_OF_THUMB = 5

/** Pixels as a decoder gives them, row by row. */
export interface Pixels {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
  /** 1 gray, 2 gray and alpha, 3 red, green, blue, 4 with alpha. */
  readonly channels: 1 | 2 | 3 | 4
}

/** Pixels of four bytes each as one word; null where they do not lie so, or are fewer than the picture is large. */
const wordsOf = ({ data, width, height, channels }: Pixels): Uint32Array | null =>
  channels === 4 && data.byteOffset % 4 === 0 && data.length >= width * height * 4 ? new Uint32Array(data.buffer, data.byteOffset, width * height) : null

/** Brightness as the eye weighs it (ITU-R BT.601, in 256ths). */
function grayOf(pixels: Pixels): Gray {
  const { data, width, height, channels } = pixels
  if (channels === 1) return { data, width, height }
  const gray = new Uint8Array(width * height)
  const words = wordsOf(pixels)
  if (words)
    for (let at = 0; at < gray.length; at++) {
      const word = words[at] ?? 0
      gray[at] = ((word & 255) * 77 + ((word >>> 8) & 255) * 150 + ((word >>> 16) & 255) * 29) >> 8
    }
  else if (channels === 2) for (let at = 0; at < gray.length; at++) gray[at] = data[at * 2] ?? 255
  else
    for (let at = 0, from = 0; at < gray.length; at++, from += channels)
      gray[at] = ((data[from] ?? 255) * 77 + (data[from + 1] ?? 255) * 150 + (data[from + 2] ?? 255) * 29) >> 8
  return { data: gray, width, height }
}

/** One pixel of so many each way: the small picture needs no more, and drawing it from all of them costs as much as reading codes. */
function sparse(pixels: Pixels, step: number): Pixels {
  if (step === 1) return pixels
  const { data, width, height, channels } = pixels
  const [columns, rows] = [Math.max(1, Math.floor(width / step)), Math.max(1, Math.floor(height / step))]
  const words = wordsOf(pixels)
  if (words) {
    const few = new Uint32Array(columns * rows)
    for (let row = 0, to = 0; row < rows; row++)
      for (let column = 0, at = row * step * width; column < columns; column++, at += step) few[to++] = words[at] ?? 0
    return { data: new Uint8Array(few.buffer), width: columns, height: rows, channels }
  }
  const few = new Uint8Array(columns * rows * channels)
  let to = 0
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const at = (row * step * width + column * step) * channels
      for (let channel = 0; channel < channels; channel++) few[to++] = data[at + channel] ?? 255
    }
  return { data: few, width: columns, height: rows, channels }
}

/** What reading works on, and the small picture, from pixels decoded once. */
export async function lookAt(pixels: Pixels, thumbSide: number): Promise<Look> {
  const step = Math.max(1, Math.floor(Math.max(pixels.width, pixels.height) / thumbSide / DOTS_OF_THUMB))
  const { data, width, height, channels } = sparse(pixels, step)
  const small = sharp(data, { raw: { width, height, channels } }).resize(thumbSide, thumbSide, { fit: 'inside', withoutEnlargement: true, kernel: 'linear' })
  const thumb = await small.flatten({ background: '#fff' }).toColourspace('srgb').jpeg({ quality: EYE_QUALITY }).toBuffer()
  return { gray: grayOf(pixels), thumb: new Uint8Array(thumb) }
}
