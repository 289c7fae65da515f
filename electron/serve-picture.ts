import { type PagePictures, PICTURES } from './usecases/scans/page-pictures.ts'

/** The address of a page's picture that a request of the window means, or null for any other. @example pictureOf('app://bundle/page-pictures/0f…') */
export function pictureOf(address: string): string | null {
  const { protocol, host, pathname } = new URL(address)
  return protocol === 'app:' && host === 'bundle' && pathname.startsWith(`/${PICTURES}`) ? pathname.slice(1) : null
}

/** A page's picture for the window; never kept by it, for it may show an identity card. */
export async function servePicture(pictures: PagePictures, address: string): Promise<Response> {
  const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'" }
  const picture = await pictures.open(address)
  return picture
    ? new Response(Uint8Array.from(picture), { headers: { ...headers, 'content-type': 'image/jpeg' } })
    : new Response('', { status: 404, headers })
}
