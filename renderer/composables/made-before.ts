import type { CaseView } from '../../core/bridge/views.ts'
import type { PaperKind } from '../../core/contract/paper-kinds.ts'

/** Whether the case holds a paper of these kinds: whoever makes it again says why. */
export const madeBefore = ({ documents }: Pick<CaseView, 'documents'>, kinds: readonly PaperKind[]): boolean =>
  documents.some(({ kind }) => (kinds as readonly string[]).includes(kind))
