import type { SignaturePlace } from '../../core/contract/signature-place.ts'
import type { DocumentId } from '../../core/kernel/ids.ts'
import { jsonList, type Reader, type Writer } from '../sql.ts'

/** The places to sign of these documents, as their layout laid them; of those printed before, nothing. */
export async function placesOfDocuments(reader: Reader, documentIds: readonly DocumentId[]): Promise<ReadonlyMap<DocumentId, readonly SignaturePlace[]>> {
  const rows = await reader.all<{ document_id: DocumentId; places: string }>(
    'SELECT document_id, places FROM document_places WHERE document_id IN (SELECT value FROM json_each(?))',
    [jsonList(documentIds)],
  )
  return new Map(rows.map(({ document_id, places }) => [document_id, JSON.parse(places) as SignaturePlace[]]))
}

export const documentPlaces = (tx: Writer) => ({
  insert: async (documentId: DocumentId, places: readonly SignaturePlace[]): Promise<void> => {
    await tx.run('INSERT INTO document_places (document_id, places) VALUES (?, ?)', [documentId, JSON.stringify(places)])
  },
})
