import { chooseDecoder } from './choose-decoder.ts'
import type { ReaderTask } from './messages.ts'

/**
 * The reading process: files from outside are opened here and nowhere else, so that one that breaks a decoder or eats the
 * memory ends this process and not the counter. Started by Electron as a utility process, by Node as a child.
 */
interface Port {
  on(event: 'message', listener: (event: { readonly data: ReaderTask }) => void): void
  postMessage(message: unknown): void
}
const port = (process as unknown as { readonly parentPort?: Port }).parentPort

chooseDecoder()
// Loaded after the choice, and not by a static import, which would come first.
const decoders = import('./serve-task.ts')
let queue: Promise<void> = Promise.resolve()
const take = (task: ReaderTask, say: (message: unknown) => void): void => {
  queue = queue.then(async () => (await decoders).serveTask(task, say))
}

if (port) port.on('message', ({ data }) => take(data, (message) => port.postMessage(message)))
else process.on('message', (task: ReaderTask) => take(task, (message) => process.send?.(message)))
process.on('disconnect', () => process.exit(0))
