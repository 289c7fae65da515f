/** Mistakes that can be switched on, to prove that the simulator finds them. */
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
  carryNewestBack: 'head office gives the courier only its newest answer, whatever the branch has',
  carryOnceBack: 'head office gives the courier each answer once, whether it came to the branch or not',
  stickWithHoles: 'the branch takes from a stick what stands behind a batch that is missing or damaged',
  answeredIsDelivered: 'the branch sends no more papers of a batch once it is answered, though custody never came',
  ownRecordsOnly:
    'the branch sends papers of an answered batch again for its own applied records alone, not for a parked one nor for one that corrects a returned one',
  revisionsForgotten: 'a restored branch counts revisions on from those it knows',
  oldEpochTaken: 'head office takes batches of an epoch that was closed',
  duplicateNotTold: 'head office does not say again that a record is complete which a restored branch sends a second time',
  officeKeyForgotten: 'the branch does not keep a new key of head office over a restart',
  poisonStopsBatch: 'head office takes nothing that stands behind a bad record of a batch',
  rejectedIsKept: 'head office keeps a record that it refuses',
  conflictOverwrites: 'head office puts other bytes under the key of a record that it holds',
  notAskedAgain: 'the branch does not offer again what head office, put back from an older copy, no longer has',
  upgradeTellsNobody: 'an upgraded head office takes what it had parked and does not say so',
} as const

/** Mistakes that no run can tell from the right way, and why: switched on, every promise must still hold. */
export const EQUIVALENTS = {
  unsealedNumberAnew: 'the branch plans the number of an unsealed batch anew after a restart: nothing was signed under it, so nobody ever saw it',
  journalWithoutSum:
    'a frame of a journal is believed without its checksum: a torn one is no JSON, and no fault here turns one JSON into another (that is bit rot, which fixity finds)',
} as const

export type Bug = keyof typeof BUGS
export const BUG_NAMES = Object.keys(BUGS) as Bug[]
export type Equivalent = keyof typeof EQUIVALENTS
export const EQUIVALENT_NAMES = Object.keys(EQUIVALENTS) as Equivalent[]
/** What can be switched on. */
export type Switch = Bug | Equivalent
