import { confirmCollateral, progressCollateral, proveCollateral, toRegistration } from '../usecases/collateral/register-collateral.ts'
import { discloseCost, drawUpContract, signContract } from '../usecases/contract/draw-up-contract.ts'
import { signCopies } from '../usecases/contract/sign-copies.ts'
import { signingMedium } from '../usecases/contract/signing-medium.ts'
import { authoriseRelease, confirmRelease } from '../usecases/disbursement/authorise-release.ts'
import { makeReady, prepareRelease } from '../usecases/disbursement/release-funds.ts'
import type { Host } from '../usecases/people/host.ts'
import { asked } from './asked.ts'
import type { AtCounter, HandlersOf } from './at-counter.ts'
import type { Looked } from './before-deciding.ts'
import type { Ports } from './ports.ts'

/** From the cost table to the money. */
export const contractHandlers = (host: Host, at: AtCounter, ports: Pick<Ports, 'pickFiles'>) =>
  ({
    'contract.disclose': at(discloseCost),
    'contract.drawUp': at(drawUpContract),
    'contract.sign': at(signContract),
    'contract.medium': at(async (_counter, session, _input, seat) => {
      const files = await asked(seat, session, () => ports.pickFiles('MEDIUM'))
      return files.ok ? signingMedium(files.value[0] ?? null) : files
    }),
    'contract.signCopies': at(signCopies),
    'collateral.toRegistration': at(toRegistration),
    'collateral.progress': at(progressCollateral),
    'collateral.prove': at(proveCollateral),
    'collateral.confirm': at(confirmCollateral),
    'disbursement.ready': at(makeReady),
    'disbursement.prepare': at(prepareRelease),
    'disbursement.release': at((counter, session, input) => confirmRelease(host, counter, session, input)),
    'disbursement.authorise': at((counter, session, input) => authoriseRelease(host, counter, session, input)),
  }) satisfies Omit<HandlersOf<'contract' | 'collateral' | 'disbursement'>, Looked>
