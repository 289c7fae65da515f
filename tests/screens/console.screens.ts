import path from 'node:path'

/** The console's pictures are taken along its journey: the same steps, with a folder to put them in. */
process.env.CONSOLE_SCREENS = path.join(import.meta.dirname, '../../docs/screens')
await import('../e2e/console.spec.ts')
