import { ok } from '../../core/kernel/result.ts'
import { noteOnPaper } from '../usecases/cases/take-out.ts'
import { exportRegister, listRegister } from '../usecases/papers/print-register.ts'
import { listProfiles, setProfiles } from '../usecases/papers/printer-profiles.ts'
import { asked } from './asked.ts'
import type { AtCounter, HandlersOf } from './at-counter.ts'
import type { Ports } from './ports.ts'

/** The register of prints, and how this counter prints each kind of paper. */
export const printHandlers = (at: AtCounter, ports: Pick<Ports, 'saveFile' | 'printers'>) =>
  ({
    'prints.list': at(async (counter, session, input) => ok(await listRegister(counter, session, input))),
    'prints.export': at((counter, session, input, seat) => exportRegister(counter, session, input, (name) => asked(seat, session, () => ports.saveFile(name)))),
    'prints.print': at(noteOnPaper('prints.print')),
    'printers.view': at(async (counter, session) => ok({ printers: [...(await ports.printers())], profiles: await listProfiles(counter, session) })),
    'printers.set': at(setProfiles),
  }) satisfies HandlersOf<'prints' | 'printers'>
