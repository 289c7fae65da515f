import { assemblePaper } from './assemble.ts'
import type { ReaderAnswer, ReaderTask } from './messages.ts'
import { openScan } from './open-scan.ts'
import { readPage } from './read-page.ts'
import type { ScanSource } from './sources.ts'

type Say = (answer: ReaderAnswer) => void

async function readAll(source: ScanSource, fromPage: number, say: Say): Promise<void> {
  say({ answer: 'OPENED', pages: source.pages })
  for (let pageNo = fromPage; pageNo <= source.pages; pageNo++) {
    const reading = await source
      .page(pageNo)
      .then(readPage)
      .catch(() => null)
    say({ answer: 'PAGE', pageNo, reading })
  }
}

/** Does one task and says what comes of it; never throws. */
export async function serveTask(task: ReaderTask, say: Say): Promise<void> {
  try {
    if (task.task === 'ASSEMBLE') {
      const paper = await assemblePaper(task.files, task.parts)
      return say(paper.ok ? { answer: 'DONE', bytes: paper.value } : { answer: 'REFUSED', refusal: paper.error })
    }
    const opened = await openScan(task.bytes, task.kind)
    if (!opened.ok) return say({ answer: 'REFUSED', refusal: opened.error })
    try {
      if (task.task === 'READ') await readAll(opened.value, task.fromPage, say)
      const bytes = task.task === 'PICTURE' ? await (await opened.value.page(task.pageNo)).jpeg(task.maxSide, task.rotation) : null
      say({ answer: 'DONE', bytes })
    } finally {
      await opened.value.close()
    }
  } catch {
    const kind = task.task === 'ASSEMBLE' ? 'PDF' : task.kind
    say({ answer: 'REFUSED', refusal: { code: 'SCAN_DAMAGED', details: { kind, reason: 'STRUCTURE' } } })
  }
}
