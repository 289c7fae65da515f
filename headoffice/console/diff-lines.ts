export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

const LONGEST = 4000
const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))

/** Lines taken out and put in between two texts, by the longest common subsequence; above 4,000 lines whole blocks are shown. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [old, next] = [linesOf(before), linesOf(after)]
  let head = 0
  while (head < old.length && head < next.length && old[head] === next[head]) head++
  let tail = 0
  while (tail < old.length - head && tail < next.length - head && old[old.length - 1 - tail] === next[next.length - 1 - tail]) tail++
  const same = (text: string): DiffLine => ({ kind: 'same', text })
  const middle = between(old.slice(head, old.length - tail), next.slice(head, next.length - tail))
  return [...next.slice(0, head).map(same), ...middle, ...next.slice(next.length - tail).map(same)]
}

function between(old: readonly string[], next: readonly string[]): DiffLine[] {
  if (old.length * next.length > LONGEST * LONGEST)
    return [...old.map((text) => ({ kind: 'removed' as const, text })), ...next.map((text) => ({ kind: 'added' as const, text }))]
  const width = next.length + 1
  const lengths = new Uint32Array((old.length + 1) * width)
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = next.length - 1; j >= 0; j--) lengths[i * width + j] = old[i] === next[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < next.length) {
    if (i < old.length && j < next.length && old[i] === next[j]) {
      lines.push({ kind: 'same', text: next[j] ?? '' })
      i++
      j++
    } else if (i < old.length && (j === next.length || at(i + 1, j) >= at(i, j + 1))) lines.push({ kind: 'removed', text: old[i++] ?? '' })
    else lines.push({ kind: 'added', text: next[j++] ?? '' })
  }
  return lines
}
