import { asId, type CaseId, type DocumentId, type PaperId } from '../../core/kernel/ids.ts'
import type { FileTickets } from '../services/file-tickets.ts'
import { exportDocument } from '../usecases/cases/export-document.ts'
import { printDunning, printSettlement } from '../usecases/papers/after-loan.ts'
import { printCounterForm } from '../usecases/papers/counter-forms.ts'
import { listPapers } from '../usecases/papers/list-papers.ts'
import { endPrint, listPrints, printDocument } from '../usecases/papers/print-log.ts'
import { showEntered } from '../usecases/papers/show-entered.ts'
import { turnPage } from '../usecases/papers/turn-page.ts'
import { viewDocument, viewPaper } from '../usecases/papers/view-file.ts'
import { asked } from './asked.ts'
import type { AtCounter, HandlersOf } from './at-counter.ts'
import type { Ports } from './ports.ts'

/** Papers and documents as pictures for the window, and a copy for the customer. */
export const fileHandlers = (at: AtCounter, tickets: FileTickets, ports: Pick<Ports, 'saveFile' | 'print'>) =>
  ({
    'papers.view': at((counter, session, { paperId }) => viewPaper(counter, tickets, session, asId<PaperId>(paperId))),
    'papers.list': at((counter, _session, { caseId }) => listPapers(counter, asId<CaseId>(caseId))),
    'papers.turn': at(turnPage),
    'papers.counterForm': at(printCounterForm),
    'papers.settle': at(printSettlement),
    'papers.dun': at(printDunning),
    'papers.entered': at((counter, session, input) => showEntered(counter, tickets, session, input)),
    'documents.view': at((counter, session, { documentId }) => viewDocument(counter, tickets, session, asId<DocumentId>(documentId))),
    'documents.print': at((counter, session, input, seat) => printDocument(counter, session, input, (order) => asked(seat, session, () => ports.print(order)))),
    'documents.printed': at(endPrint),
    'documents.prints': at(listPrints),
    'documents.save': at((counter, session, { documentId }, seat) =>
      exportDocument(counter, session, asId<DocumentId>(documentId), (name) => asked(seat, session, () => ports.saveFile(name))),
    ),
  }) satisfies HandlersOf<'papers' | 'documents'>
