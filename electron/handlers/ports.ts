import type { PrintAnswer, PrintOrder } from '../usecases/papers/print-log.ts'

/** What the window system does for a handler; the composition root gives it, so that tests and the demo need no screen. */
export interface Ports {
  /** Files picked by the person: scans, receipts, an enrolment, a certificate, a recording. Empty when none was. */
  pickFiles(kind: 'SCAN' | 'ENROLMENT' | 'CERTIFICATE' | 'MEDIUM'): Promise<readonly string[]>
  /** The folder of a stick, or the scanner's; null when the person changed their mind. */
  pickFolder(kind: 'STICK' | 'SCANNER'): Promise<string | null>
  /** Where to save; null when the person changed their mind. `name` holds no personal data. */
  saveFile(name: string): Promise<string | null>
  /** The system's print window, for the sheets the window holds ready; answers when it is closed. */
  print(order: PrintOrder): Promise<PrintAnswer>
  /** The printers the system knows. */
  printers(): Promise<readonly { readonly name: string; readonly shown: string }[]>
}
