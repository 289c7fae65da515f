import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { type DownFolder, takeFromFolder } from '../../../electron/services/down-folder.ts'
import type { OpenedDown } from '../../../electron/services/receipt-reader.ts'

/** Every down batch a folder brings, or what the first bad one is refused with. */
export async function readReceipts(from: DownFolder): Promise<Result<readonly OpenedDown[]>> {
  const read: OpenedDown[] = []
  const left = await takeFromFolder(from, async (down) => ok(read.push(down)))
  if (!left.ok) return left
  const { stopped } = left.value
  return stopped ? refuse(stopped.code, stopped.details) : ok(read)
}
