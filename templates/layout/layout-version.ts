/** The layouts as they stand: written by `scripts/layout-version.ts`, which gives changed files the next version. Each document keeps it (ADR 0145). */
export const LAYOUT = { version: 11, sha256: '2e21c100fa37b7c68c74ef3420210f5ace25507e013cf058c3c56cf2a4ecd935' } as const

/** As a document keeps it. @example layoutMark() // 'LAYOUT@1 0f3a…' */
export const layoutMark = (): string => `LAYOUT@${LAYOUT.version} ${LAYOUT.sha256}`
