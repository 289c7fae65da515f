import type { Reader } from '../sql.ts'

/** The tables whose rows name a sealed file. */
const NAMING = ['document', 'case_document', 'scan_file', 'document_signature', 'signing_certificate'] as const

/** Whether any record names this sealed file. */
export async function fileInUse(reader: Reader, ref: string): Promise<boolean> {
  for (const table of NAMING) if (await reader.get(`SELECT 1 AS n FROM ${table} WHERE blob_ref = ? LIMIT 1`, [ref])) return true
  return false
}
