import path from 'node:path'
import { ok, type Result } from '../../core/kernel/result.ts'
import { readScan } from '../services/read-scan.ts'
import { acceptCase } from '../usecases/completeness/accept-case.ts'
import { askDifference, askNoticeRate, askShortfall } from '../usecases/completeness/ask-rules.ts'
import { askWaiver } from '../usecases/completeness/ask-waiver.ts'
import { checkFile } from '../usecases/completeness/check-file.ts'
import { giveNotice, resumeCheck } from '../usecases/completeness/give-notice.ts'
import { judgePaper, waiveItem } from '../usecases/completeness/judge-paper.ts'
import { receivePaper } from '../usecases/completeness/receive-paper.ts'
import type { OfferedScan, ScanTray } from '../usecases/completeness/scan-tray.ts'
import type { Counter } from '../usecases/counter.ts'
import { asked } from './asked.ts'
import type { AtCounter, HandlersOf } from './at-counter.ts'
import type { Looked } from './before-deciding.ts'
import type { Ports } from './ports.ts'

const shown = ({ scanId, stored, facts }: OfferedScan) => ({ scanId, media: facts.mime, pages: facts.pages, bytes: stored.bytes })

async function offerFile(counter: Counter, tray: ScanTray, file: string): Promise<Result<ReturnType<typeof shown> & { fileName: string }>> {
  const bytes = await readScan(file)
  if (!bytes.ok) return bytes
  const offered = await tray.offer(counter, bytes.value)
  return offered.ok ? ok({ ...shown(offered.value), fileName: path.basename(file) }) : offered
}

export const completenessHandlers = (at: AtCounter, tray: ScanTray, ports: Pick<Ports, 'pickFiles'>) =>
  ({
    'completeness.offer': at(async (counter, _session, { bytes }) => {
      const offered = await tray.offer(counter, bytes)
      return offered.ok ? ok(shown(offered.value)) : offered
    }),
    'completeness.pick': at(async (counter, session, _input, seat) => {
      const scans: (ReturnType<typeof shown> & { fileName: string })[] = []
      const files = await asked(seat, session, () => ports.pickFiles('SCAN'))
      if (!files.ok) return files
      for (const file of files.value) {
        const offered = await offerFile(counter, tray, file)
        if (!offered.ok) return offered
        scans.push(offered.value)
      }
      return ok({ scans })
    }),
    'completeness.receive': at((counter, session, input) => receivePaper(counter, tray, session, input)),
    'completeness.file': at(checkFile),
    'completeness.shortfall': at(askShortfall),
    'completeness.difference': at(async (counter, session, input) => {
      const found = await askDifference(counter, session, input)
      if (!found.ok) return found
      const { appears, vanishes, signers } = found.value
      const change = (one: (typeof appears)[number]) => ({ ...one, because: [...one.because] })
      return ok({
        appears: appears.map(change),
        vanishes: vanishes.map(change),
        signers: signers.map((one) => ({ ...one, added: [...one.added], dropped: [...one.dropped] })),
      })
    }),
    'completeness.noticeRate': at(askNoticeRate),
    'completeness.judge': at(judgePaper),
    'completeness.askWaiver': at(askWaiver),
    'completeness.waive': at(waiveItem),
    'completeness.notice': at(giveNotice),
    'completeness.resume': at(resumeCheck),
    'completeness.accept': at(acceptCase),
  }) satisfies Omit<HandlersOf<'completeness'>, Looked>
