import type { SignaturePlace } from '../../core/contract/signature-place.ts'
import type { PlaceMark } from '../../templates/layout/place-mark.ts'
import type { PlacedInline, PlacedLine, PlacedPage } from './layout-capture.ts'

/** A ten-thousandth of a page is a twelfth of a point. */
const part = (points: number, whole: number): number => Math.round((points / whole) * 10_000) / 10_000
const within = (value: number, most: number): number => Math.min(Math.max(0, value), most)

/** The marks that a definition bears. */
export function marksOf(node: unknown): ReadonlySet<PlaceMark> {
  const marks = new Set<PlaceMark>()
  gatherMarks(marks, node)
  return marks
}

// A function of the module: the engine forgets a nested function's compiled code with each sweep of the heap.
function gatherMarks(marks: Set<PlaceMark>, value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, child] of Object.entries(value)) {
    if (key === 'place') marks.add(child as PlaceMark)
    else gatherMarks(marks, child)
  }
}

const isPlace = ({ place }: PlacedInline): boolean => place !== undefined

/** The places to sign of a document as it was laid out, in its order: the lines of each mark with the room about them. */
export function placesOf(pages: readonly PlacedPage[]): SignaturePlace[] {
  return pages.flatMap(({ items, pageSize }, at) => {
    const lines = new Map<PlaceMark, { readonly line: PlacedLine; readonly x: number }[]>()
    for (const { type, item } of items) {
      const first = type === 'line' ? item.inlines.find(isPlace) : undefined
      if (first?.place) lines.set(first.place, [...(lines.get(first.place) ?? []), { line: item, x: item.x + first.x }])
    }
    return [...lines].map(([mark, marked]) => {
      const left = within(Math.min(...marked.map(({ x }) => x)) - mark.left, pageSize.width)
      const top = within(Math.min(...marked.map(({ line }) => line.y)) - mark.above, pageSize.height)
      const bottom = within(Math.max(...marked.map(({ line }) => line.y + line.getHeight())) + mark.below, pageSize.height)
      return {
        page: at + 1,
        label: mark.label,
        left: part(left, pageSize.width),
        top: part(top, pageSize.height),
        width: part(within(mark.width, pageSize.width - left), pageSize.width),
        height: part(bottom - top, pageSize.height),
      }
    })
  })
}
