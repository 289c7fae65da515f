/** What a file of pages may be. */
export type PageFileKind = 'PDF' | 'JPEG' | 'PNG' | 'TIFF'

/** The media type kept with a file of pages. */
export const MEDIA_OF = { PDF: 'application/pdf', JPEG: 'image/jpeg', PNG: 'image/png', TIFF: 'image/tiff' } as const satisfies Record<PageFileKind, string>

/** @throws RangeError for a media type that no file of pages has @example kindOfMedia('image/tiff') // 'TIFF' */
export function kindOfMedia(media: string): PageFileKind {
  const found = Object.entries(MEDIA_OF).find(([, known]) => known === media)
  if (!found) throw new RangeError(`not a file of pages: ${media}`)
  return found[0] as PageFileKind
}

/** Narrows what `kindOf` tells. @example isPageFile('ZIP') // false */
export const isPageFile = (kind: string): kind is PageFileKind => Object.hasOwn(MEDIA_OF, kind)
