import { type PackFaultAt, packFaultOf } from '../../core/batch/pack-fault.ts'

interface Pack {
  readonly kind: string
  readonly version: number
}

type Say = (key: string, named?: Record<string, unknown>) => string

/**
 * Why a reference pack was refused, in a sentence that names pack, file, line, place and what is wrong; null where the reason is no fault of a file.
 * @param t says a key of `packFault` in the language of the page
 * @param kindWord what a kind of pack is called on this page
 */
export function packFaultWords(t: Say, kindWord: (kind: string) => string): (pack: Pack, reason: string) => string | null {
  const packWord = ({ kind, version }: { readonly kind: string; readonly version: number | null }): string =>
    version === null ? kindWord(kind) : t('packFault.pack', { kind: kindWord(kind), version })
  function fileWord(pack: Pack, { pack: from, file }: PackFaultAt): string {
    if (file === '') return from && from.kind !== pack.kind ? kindWord(from.kind) : ''
    if (from === null) return t('packFault.ofProgram', { file })
    const own = from.kind === pack.kind && from.version === pack.version
    return own ? t('packFault.file', { file }) : t('packFault.ofPack', { pack: packWord(from), file })
  }
  return (pack: Pack, reason: string): string | null => {
    const at = packFaultOf(reason)
    if (!at) return null
    const place = [
      fileWord(pack, at),
      at.line === null ? '' : t('packFault.line', { line: at.line }),
      at.path === '' ? '' : t('packFault.field', { path: at.path }),
    ].join('')
    const why = t(`packFault.why.${at.fault}`, { text: at.text })
    return t('packFault.whole', { pack: packWord(pack), place: place === '' ? '' : t('packFault.colon', { place }), why })
  }
}
