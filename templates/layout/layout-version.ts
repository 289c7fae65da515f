/** The layouts as they stand: written by `scripts/layout-version.ts`, which gives changed files the next version. Each document keeps it (ADR 0145). */
export const LAYOUT = { version: 16, sha256: '699f61956736bb3935bc3e91890c611ed13f33e8313be69832d5a9037223458d' } as const

/** As a document keeps it. @example layoutMark() // 'LAYOUT@1 0f3a…' */
export const layoutMark = (): string => `LAYOUT@${LAYOUT.version} ${LAYOUT.sha256}`
