import { readFile } from 'node:fs/promises'
import path from 'node:path'

export const ORIGIN = 'app://bundle'

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // Element Plus positions its poppers with style attributes; scripts stay closed.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const TYPES: Readonly<Record<string, string>> = {
  '.bcmap': 'application/octet-stream',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.pfb': 'application/octet-stream',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
}

const refused = () => new Response('', { status: 404, headers: { 'x-content-type-options': 'nosniff', 'content-security-policy': POLICY } })

/** The file of `folder` that an `app://bundle/…` address means, or null for another host or a way out of the folder. */
export function fileOf(folder: string, address: string): string | null {
  const url = new URL(address)
  if (url.protocol !== 'app:' || url.host !== 'bundle') return null
  let name: string
  try {
    name = decodeURIComponent(url.pathname)
  } catch {
    return null
  }
  if (name.includes('\0') || name.includes('\\') || name.split('/').includes('..')) return null
  const file = path.join(folder, name)
  return file.startsWith(folder + path.sep) ? file : null
}

/**
 * Answers a request of the window from `folder`. The policy stands in the response itself: `onHeadersReceived`
 * is unreliable for custom schemes (electron#6021).
 */
export async function serveFile(folder: string, address: string): Promise<Response> {
  const file = fileOf(folder, address)
  const type = file && TYPES[path.extname(file)]
  if (!file || !type) return refused()
  try {
    const body = new Uint8Array(await readFile(file))
    return new Response(body, { headers: { 'content-type': type, 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff' } })
  } catch {
    return refused()
  }
}
