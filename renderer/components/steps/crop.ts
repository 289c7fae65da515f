import type { SignedSetView } from '../../../core/bridge/signed-set-view.ts'

type Page = SignedSetView['pages'][number]
type Scan = Pick<NonNullable<Page['scan']>, 'width' | 'height' | 'rotation'>
type Place = Pick<Page['places'][number], 'left' | 'top' | 'width' | 'height'>

/** Pixels of a page's whole width: a signature is 210 wide. */
const PAGE_WIDTH = 744

/**
 * A place of a page as a box with the page behind it, shown the right way up however it lay in the scanner.
 * @returns the box by its most pixels and its sides' ratio; the picture in percent of the box, turned about its middle
 */
export function cropOf({ width, height, rotation }: Scan, place: Place) {
  const upright = rotation % 180 === 0
  const ratio = upright ? height / width : width / height
  // A picture that lies on its side stands, turned about its middle, half the difference of its sides away from where it lay.
  const [across, down] = upright ? [0, 0] : [(ratio - 1) / 2, (1 - 1 / ratio) / 2]
  return {
    box: { width: Math.round(place.width * PAGE_WIDTH), ratio: place.width / (place.height * ratio) },
    picture: {
      width: ((upright ? 1 : ratio) * 100) / place.width,
      left: ((-place.left - across) * 100) / place.width,
      top: ((-place.top + down) * 100) / place.height,
      rotation,
    },
  }
}
