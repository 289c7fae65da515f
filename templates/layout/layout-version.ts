/** The layouts as they stand: written by `scripts/layout-version.ts`, which gives changed files the next version. Each document keeps it (ADR 0145). */
export const LAYOUT = { version: 9, sha256: '9199bd8ed7c20700c7c7002e0fde8280133bebbe979aae7e6e57bf9fb9c5ecf2' } as const

/** As a document keeps it. @example layoutMark() // 'LAYOUT@1 0f3a…' */
export const layoutMark = (): string => `LAYOUT@${LAYOUT.version} ${LAYOUT.sha256}`
