export type SchemeHandler = (request: Request) => Response | Promise<Response>

/** Registered schemes; null until the application handles them. */
export const schemes = new Map<string, SchemeHandler | null>()

const SUFFIX = '.electron-host.invalid'

/**
 * The address given to the browser. It cannot intercept unknown schemes, so `app://bundle/x` is served as
 * `https://bundle.app.electron-host.invalid/x`: a secure origin that no network knows.
 */
export function outward(url: string): string {
  const { protocol, host, pathname, search, hash } = new URL(url)
  const scheme = protocol.slice(0, -1)
  return schemes.has(scheme) ? `https://${host}.${scheme}${SUFFIX}${pathname}${search}${hash}` : url
}

/** The address the application sees. */
export function inward(url: string): string {
  const match = /^https:\/\/([^/]+)\.([a-z]+)\.electron-host\.invalid(?=\/|$)/.exec(url)
  return match ? `${match[2]}://${match[1]}${url.slice(match[0].length)}` : url
}
