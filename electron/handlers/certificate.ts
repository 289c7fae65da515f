import { ok } from '../../core/kernel/result.ts'
import { readScan } from '../services/read-scan.ts'
import { setCertificate, viewCertificate } from '../usecases/contract/signing-certificate.ts'
import { asked } from './asked.ts'
import type { AtCounter, HandlersOf } from './at-counter.ts'
import type { Ports } from './ports.ts'

/** The certificate that signs the branch's electronic copies. */
export const certificateHandlers = (at: AtCounter, ports: Pick<Ports, 'pickFiles'>) =>
  ({
    'certificate.view': at((counter) => viewCertificate(counter)),
    'certificate.set': at(async (counter, session, { password }, seat) => {
      const files = await asked(seat, session, () => ports.pickFiles('CERTIFICATE'))
      if (!files.ok) return files
      const [path] = files.value
      if (path === undefined) return ok({ certificate: null })
      const file = await readScan(path)
      return file.ok ? setCertificate(counter, session, { file: file.value, password }) : file
    }),
  }) satisfies HandlersOf<'certificate'>
