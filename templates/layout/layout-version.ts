/** The layouts as they stand: written by `scripts/layout-version.ts`, which gives changed files the next version. Each document keeps it (ADR 0145). */
export const LAYOUT = { version: 15, sha256: '0564f7d7ad20bccb7db4f14e4bb7c545fcdf1ba1db95bb354d35a19ef3158b51' } as const

/** As a document keeps it. @example layoutMark() // 'LAYOUT@1 0f3a…' */
export const layoutMark = (): string => `LAYOUT@${LAYOUT.version} ${LAYOUT.sha256}`
