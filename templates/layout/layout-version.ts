/** The layouts as they stand: written by `scripts/layout-version.ts`, which gives changed files the next version. Each document keeps it (ADR 0145). */
export const LAYOUT = { version: 4, sha256: 'f7faf6ed8fcb6b0149abc082701153b44f4e6847216675797e02727a68eaf124' } as const

/** As a document keeps it. @example layoutMark() // 'LAYOUT@1 0f3a…' */
export const layoutMark = (): string => `LAYOUT@${LAYOUT.version} ${LAYOUT.sha256}`
