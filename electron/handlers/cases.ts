import { asId, type CaseId } from '../../core/kernel/ids.ts'
import { ok } from '../../core/kernel/result.ts'
import { type ExportRequest, exportCases } from '../usecases/cases/export-cases.ts'
import { countCaseRows, listCaseRows, sumOfCases } from '../usecases/cases/list-cases.ts'
import { noteOnPaper } from '../usecases/cases/take-out.ts'
import { revealField, viewCase } from '../usecases/cases/view-case.ts'
import { withdrawCase } from '../usecases/intake/submit-application.ts'
import { asked } from './asked.ts'
import type { AtCounter, HandlersOf } from './at-counter.ts'
import type { Ports } from './ports.ts'

export const caseHandlers = (at: AtCounter, ports: Ports) =>
  ({
    'cases.list': at(async (counter, session, input) => ok(await listCaseRows(counter, session, input))),
    'cases.counts': at(async (counter, session, { filters }) => ok({ counts: await countCaseRows(counter, session, filters) })),
    'cases.sum': at(async (counter, session, filter) => ok({ amountFen: await sumOfCases(counter, session, filter) })),
    'cases.export': at((counter, session, request: ExportRequest, seat) =>
      exportCases(counter, session, request, (name) => asked(seat, session, () => ports.saveFile(name))),
    ),
    'cases.print': at(noteOnPaper('cases.print')),
    'cases.get': at((counter, session, { caseId }) => viewCase(counter, session, asId<CaseId>(caseId))),
    'cases.reveal': at(revealField),
    'case.withdraw': at(withdrawCase),
  }) satisfies Omit<HandlersOf<'cases' | 'case'>, 'cases.peek'>

/** What is offered now, by the packs of this branch. */
export const productHandlers = (at: AtCounter) =>
  ({
    'products.list': at(async ({ packs }) =>
      ok({
        products: [...packs.products.values()].map(({ code, line, borrower, security, names, methods, purposeCodes, amount, tenor }) => ({
          code,
          line,
          borrower,
          security,
          name: { zh: names['zh-CN'], en: names.en },
          methods: [...methods],
          purposeCodes: [...purposeCodes],
          minAmountFen: amount.minFen,
          maxAmountFen: amount.maxFen,
          minTenorMonths: tenor.minMonths,
          maxTenorMonths: tenor.maxMonths,
        })),
      }),
    ),
  }) satisfies HandlersOf<'products'>
