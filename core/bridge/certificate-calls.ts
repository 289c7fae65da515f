import { z } from 'zod'
import { defineCalls } from './define-calls.ts'
import { Id } from './views.ts'

/** A password as it is typed: asked for each use, kept by nobody. */
const Password = z.string().min(1, 'REQUIRED').max(200)

export const CertificateView = z.strictObject({
  holder: z.string(),
  serial: z.string(),
  validFrom: z.string(),
  validTo: z.string(),
  setBy: z.string(),
  setAt: z.string(),
})
export type CertificateView = z.output<typeof CertificateView>

/** The PDF signature of contracts, where the branch has a certificate (issue of the paper, "Signing"). */
export const certificateCalls = defineCalls({
  'certificate.view': { access: 'SIGNED_IN', input: z.strictObject({}), output: z.strictObject({ certificate: CertificateView.nullable() }) },
  /** Asks for the file; null when none was chosen. */
  'certificate.set': {
    access: ['ADMINISTRATOR'],
    input: z.strictObject({ password: Password }),
    output: z.strictObject({ certificate: CertificateView.nullable() }),
  },
  /** Signs each contract of the case that counts and is not signed yet. */
  'contract.signCopies': {
    access: ['DISBURSEMENT_OFFICER'],
    input: z.strictObject({ caseId: Id, password: Password }),
    output: z.strictObject({ signed: z.int() }),
  },
})
