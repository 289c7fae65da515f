import { caseCalls } from './case-calls.ts'
import { certificateCalls } from './certificate-calls.ts'
import { checkCalls } from './check-calls.ts'
import { decideCalls } from './decide-calls.ts'
import { deskCalls } from './desk-calls.ts'
import { fileCalls } from './file-calls.ts'
import { houseCalls } from './house-calls.ts'
import { listCalls } from './list-calls.ts'
import { moneyCalls } from './money-calls.ts'
import { paperCalls } from './paper-calls.ts'
import { peopleCalls } from './people-calls.ts'
import { printCalls } from './print-calls.ts'
import { registerCalls } from './register-calls.ts'
import { ruleCalls } from './rule-calls.ts'
import { signedSetCalls } from './signed-set-view.ts'
import { stepCalls } from './step-calls.ts'
import { surveyCalls } from './survey-calls.ts'
import { syncCalls } from './sync-calls.ts'
import { scanCalls } from './tray-calls.ts'

/** The one agreement between the window and the main process: input, output and access of every channel. */
export const calls = {
  ...peopleCalls,
  ...caseCalls,
  ...scanCalls,
  ...signedSetCalls,
  ...certificateCalls,
  ...stepCalls,
  ...fileCalls,
  ...listCalls,
  ...checkCalls,
  ...deskCalls,
  ...decideCalls,
  ...moneyCalls,
  ...surveyCalls,
  ...syncCalls,
  ...printCalls,
  ...registerCalls,
  ...paperCalls,
  ...ruleCalls,
  ...houseCalls,
} as const
export type Calls = typeof calls
export type Channel = keyof Calls
