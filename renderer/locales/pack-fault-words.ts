import { type PackFault, type PackFaultAt, packFaultOf } from '../../core/batch/pack-fault.ts'

interface Pack {
  readonly kind: string
  readonly version: number
}

type Say = (key: string, named?: Record<string, unknown>) => string

interface Told {
  readonly line: number | null
  readonly path: string
  readonly fault: PackFault
  readonly text: string
}

/**
 * What is wrong and where, without the full stop. @param file the file, where the sentence around it does not name it
 * @example faultAndPlace(t, { line: 3, path: 'lpr', fault: 'LEFT_OUT', text: '' }, '') // '第 3 行“lpr”，缺这一项'
 */
export function faultAndPlace(t: Say, { line, path, fault, text }: Told, file: string): string {
  const place = `${file}${line === null ? '' : t('packFault.line', { line })}${path === '' ? '' : t('packFault.field', { path })}`.trim()
  return `${place === '' ? '' : t('packFault.colon', { place })}${t(`packFault.why.${fault}`, { text })}`
}

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
    return t('packFault.whole', { pack: packWord(pack), fault: faultAndPlace(t, at, fileWord(pack, at)) })
  }
}
