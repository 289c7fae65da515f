import { confirmCollateral, progressCollateral, proveCollateral, toRegistration } from '../usecases/collateral/register-collateral.ts'
import { discloseCost, drawUpContract, signContract } from '../usecases/contract/draw-up-contract.ts'
import { makeReady, prepareRelease, releaseFunds } from '../usecases/disbursement/release-funds.ts'
import type { AtCounter, HandlersOf } from './at-counter.ts'

/** From the cost table to the money. */
export const contractHandlers = (at: AtCounter) =>
  ({
    'contract.disclose': at(discloseCost),
    'contract.drawUp': at(drawUpContract),
    'contract.sign': at(signContract),
    'collateral.toRegistration': at(toRegistration),
    'collateral.progress': at(progressCollateral),
    'collateral.prove': at(proveCollateral),
    'collateral.confirm': at(confirmCollateral),
    'disbursement.ready': at(makeReady),
    'disbursement.prepare': at(prepareRelease),
    'disbursement.release': at(releaseFunds),
  }) satisfies HandlersOf<'contract' | 'collateral' | 'disbursement'>
