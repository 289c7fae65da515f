/** Mistakes that can be switched on, to prove that the simulator finds them. `equivalent`: no run can tell it from the right way. */
export const BUGS = {
  officePartNotSynced: 'head office answers for parts it has not fsynced',
  officeFolderNotSynced: 'head office does not fsync the folder after the rename',
  officeJournalNotSynced: 'head office gives custody before its journal line is durable',
  custodyBeforeStore: 'head office gives custody and stores afterwards',
  noDedupe: 'head office applies a batch it has applied before',
  noGapCheck: 'head office applies a batch although one before it is missing',
  noSignature: 'head office believes an envelope without checking its signature',
  noPartHash: 'head office stores a part without comparing its hash',
  noLock: 'head office takes batches of one branch side by side',
  caseNotSynced: 'the branch shows a case as saved before it is durable',
  sealNotSynced: 'the branch does not fsync the record of a sealed batch',
  partNotSynced: 'the branch does not fsync the parts of a batch',
  receiptOnSend: 'the branch calls a batch received once it was sent',
  disposeOnCustody: 'the branch throws papers away at custody, before complete',
  signTwice: 'the branch signs the number of a sealed batch again after a restart',
  officeTurnsAtOnce: 'head office signs with its new key before the branch was told of it',
  custodyInNewKey: 'head office gives custody in its newest key, whatever the branch knew when it sealed the batch',
  officeKeyForgotten: 'the branch does not keep a new key of head office over a restart',
} as const
export type Bug = keyof typeof BUGS
export const BUG_NAMES = Object.keys(BUGS) as Bug[]
