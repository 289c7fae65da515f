/** One byte a pixel, row by row, 0 black to 255 white. */
export interface Gray {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}

function halve({ data, width, height }: Gray): Gray {
  const [columns, rows] = [width >> 1, height >> 1]
  const small = new Uint8Array(columns * rows)
  for (let row = 0, to = 0; row < rows; row++) {
    for (let column = 0, at = row * 2 * width; column < columns; column++, at += 2, to++) {
      small[to] = ((data[at] ?? 255) + (data[at + 1] ?? 255) + (data[at + width] ?? 255) + (data[at + width + 1] ?? 255)) >> 2
    }
  }
  return { data: small, width: columns, height: rows }
}

/** The mean of each `factor` x `factor` block: takes a scanner's noise out and halves the work. @example shrink(page, 2) */
export function shrink(page: Gray, factor: number): Gray {
  const { data, width, height } = page
  if (factor === 2 && width > 1 && height > 1) return halve(page)
  const [columns, rows] = [Math.max(1, Math.floor(width / factor)), Math.max(1, Math.floor(height / factor))]
  const small = new Uint8Array(columns * rows)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0
      for (let y = 0; y < factor; y++) {
        const start = (row * factor + y) * width + column * factor
        for (let x = 0; x < factor; x++) sum += data[start + x] ?? 255
      }
      small[row * columns + column] = sum / (factor * factor)
    }
  }
  return { data: small, width: columns, height: rows }
}

/** Each pixel the middle of its nine: pepper noise of a fax goes, edges stay (pdf.md §6). */
export function median3({ data, width, height }: Gray): Gray {
  const out = new Uint8Array(data)
  const nine = new Uint8Array(9)
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      let at = 0
      for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) nine[at++] = data[(y + dy) * width + x + dx] ?? 0
      out[y * width + x] = nine.sort()[4] ?? 0
    }
  }
  return { data: out, width, height }
}

/** How often each brightness occurs. @param rowsApart 2 looks at every second row */
export function histogram({ data, width }: Gray, rowsApart = 1): Uint32Array {
  const counts = new Uint32Array(256)
  for (let row = 0; row < data.length; row += width * rowsApart) {
    const end = row + width
    for (let at = row; at < end; at++) counts[data[at] ?? 0] = (counts[data[at] ?? 0] ?? 0) + 1
  }
  return counts
}

/** The brightness that `share` (0 to 1) of all pixels do not exceed. @example percentile(histogram(page), 0.5) // the median */
export function percentile(counts: Uint32Array, share: number): number {
  const wanted = counts.reduce((sum, count) => sum + count, 0) * share
  let seen = 0
  for (let value = 0; value < 256; value++) {
    seen += counts[value] ?? 0
    if (seen >= wanted) return value
  }
  return 255
}
