import { takeLock } from '../../../headoffice/store/lock-file.ts'

/** A starter of head office in a process of its own: takes the lock it is told of, says how that went, and holds it until the next. */
let release: (() => Promise<void>) | null = null
process.on('message', (file: string) => {
  const start = async (): Promise<void> => {
    await release?.()
    const taken = await takeLock(file)
    release = taken.ok ? taken.value : null
    process.send?.(taken.ok ? 'held' : 'busy')
  }
  start().catch((error: unknown) => process.send?.(String(error)))
})
process.send?.('up')
