import { sealPart } from '../../../protocol/seal-part.ts'
import type { SealAnswer, SealTask } from './part-sealer.ts'

/** The sealing process. Started by Electron as a utility process, by the tests as a child of Node; it holds no key but the recipients' public ones. */
interface Port {
  on(event: 'message', listener: (event: { readonly data: SealTask }) => void): void
  postMessage(message: unknown): void
}
const port = (process as unknown as { readonly parentPort?: Port }).parentPort

const take = ({ n, plain, compressed, recipients }: SealTask, say: (answer: SealAnswer) => void): Promise<void> =>
  sealPart(plain, compressed, recipients).then(
    (cipher) => say({ n, cipher }),
    (error: unknown) => say({ n, failed: error instanceof Error ? error.message : 'unknown' }),
  )

if (port) port.on('message', ({ data }) => void take(data, (answer) => port.postMessage(answer)))
else process.on('message', (task: SealTask) => void take(task, (answer) => process.send?.(answer)))
process.on('disconnect', () => process.exit(0))
