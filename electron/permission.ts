import { ORIGIN } from './serve-file.ts'

/**
 * The one permission the window has: our own page may put plain text on the clipboard. It reads nothing from it.
 * @example allowed('clipboard-sanitized-write', { isMainFrame: true, requestingUrl: 'app://bundle/index.html' }) // true
 */
export const allowed = (permission: string, { isMainFrame, requestingUrl }: { readonly isMainFrame: boolean; readonly requestingUrl?: string }): boolean =>
  permission === 'clipboard-sanitized-write' && isMainFrame && requestingUrl?.startsWith(`${ORIGIN}/`) === true
