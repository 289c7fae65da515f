import path from 'node:path'

/** Who may import whom (architecture.md, "Who may import whom"). A probe in `rules.test.ts` breaks each rule once. */
export interface Rule {
  readonly room: RegExp
  readonly forbids: (target: string, from: string) => boolean
  readonly why: string
}

const ROOMS = ['core', 'db', 'templates', 'electron', 'renderer', 'headoffice', 'protocol', 'scripts', 'tests'] as const
const STEPS = ['intake', 'completeness', 'investigation', 'scoring', 'approval', 'contract', 'collateral', 'disbursement', 'archive', 'servicing']

/** 'core/intake/x.ts' for a relative import, the package name otherwise. */
export function resolveImport(from: string, specifier: string): string {
  return specifier.startsWith('.') ? path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier)) : specifier
}

const isPackage = (target: string): boolean => !ROOMS.some((room) => target.startsWith(`${room}/`))
const onlyPackages =
  (...allowed: RegExp[]) =>
  (target: string): boolean =>
    isPackage(target) && !allowed.some((pattern) => pattern.test(target))
const onlyRooms =
  (...allowed: string[]) =>
  (target: string): boolean =>
    !isPackage(target) && !allowed.some((room) => target.startsWith(`${room}/`))
const NODE = /^node:/

const coreLayer = (file: string): number => {
  const folder = file.split('/')[1] ?? ''
  if (folder === 'errors.ts' || folder === 'kernel') return 0
  if (folder === 'product') return 1
  if (STEPS.includes(folder)) return 2
  return ['loan-case', 'people', 'batch', 'bridge'].indexOf(folder) + 3
}

export const RULES: readonly Rule[] = [
  { room: /^core\//, forbids: onlyRooms('core'), why: 'core imports core only' },
  { room: /^core\//, forbids: onlyPackages(/^zod$/), why: 'core uses no package but zod' },
  {
    room: /^core\//,
    forbids: (target, from) => target.startsWith('core/') && coreLayer(target) > coreLayer(from),
    why: 'kernel <- product <- steps <- loan-case <- people <- batch <- bridge',
  },
  {
    room: /^core\//,
    forbids: (target, from) => {
      const [a, b] = [from.split('/')[1] ?? '', target.split('/')[1] ?? '']
      return target.startsWith('core/') && a !== b && STEPS.includes(a) && STEPS.includes(b)
    },
    why: 'sibling steps do not import each other',
  },
  { room: /^templates\//, forbids: onlyRooms('core', 'templates'), why: 'templates import core and templates' },
  { room: /^templates\//, forbids: onlyPackages(/^pdfmake\//, /^qrcode/), why: 'templates lay out: types of pdfmake and the QR matrix only' },
  { room: /^db\//, forbids: onlyRooms('core', 'db'), why: 'db imports core and db' },
  { room: /^db\//, forbids: onlyPackages(NODE, /^sqlite3$/), why: 'db uses node: and sqlite3 only' },
  { room: /^(?!db\/|tests\/|scripts\/)/, forbids: (target) => target === 'sqlite3', why: 'only db imports sqlite3' },
  { room: /^electron\//, forbids: onlyRooms('core', 'db', 'templates', 'protocol', 'electron'), why: 'electron does not reach into renderer or headoffice' },
  {
    room: /^electron\/(?!(main|window|menu|preload|protocol|lock-down|dialogs|print-window)\.ts|bridge\/|services\/key-store)/,
    forbids: (target) => target === 'electron',
    why: 'use cases and services never import electron',
  },
  { room: /^(?!electron\/services\/|tests\/|scripts\/|templates\/)/, forbids: (target) => /^pdfmake/.test(target), why: 'only the printer imports pdfmake' },
  { room: /^electron\/usecases\//, forbids: (target) => /^(pdfmake|pdfjs-dist|@node-rs)/.test(target), why: 'use cases reach engines through services' },
  { room: /^protocol\//, forbids: onlyRooms('core', 'protocol'), why: 'protocol imports core and protocol' },
  { room: /^protocol\//, forbids: onlyPackages(NODE, /^age-encryption$/, /^@noble\//, /^zod$/), why: 'protocol uses node: and the small crypto libraries' },
  { room: /^headoffice\/(?!console\/)/, forbids: onlyRooms('core', 'protocol', 'headoffice'), why: 'headoffice imports core, protocol, headoffice' },
  {
    room: /^headoffice\/(?!console\/)/,
    forbids: (target) => target.startsWith('headoffice/console/') || /^(vue|pinia|vue-i18n)/.test(target),
    why: 'the service does not reach into its page',
  },
  {
    room: /^headoffice\/console\//,
    forbids: (target) => !isPackage(target) && !/^(core\/|headoffice\/console\/|renderer\/(styles|locales)\/)/.test(target),
    why: "the console's page imports core, itself, and the counter's tokens and words",
  },
  { room: /^headoffice\/console\//, forbids: (target) => NODE.test(target), why: 'a web page has no node:' },
  { room: /^renderer\//, forbids: onlyRooms('core', 'renderer'), why: 'renderer imports core and renderer' },
  { room: /^renderer\//, forbids: (target) => NODE.test(target) || target === 'electron', why: 'renderer has no node: and no electron' },
]

/** Import specifiers of a TypeScript or Vue source: static, dynamic and re-exports. */
export function importsOf(source: string): string[] {
  const pattern = /(?:\bfrom\s+|\bimport\s+|\bimport\s*\(\s*|\brequire\s*\(\s*)['"]([^'"\n]+)['"]/g
  return [...source.matchAll(pattern)].map((match) => match[1] ?? '')
}

/** Every broken rule of one file, as sentences. @example violations('core/intake/x.ts', "import 'node:fs'") */
export function violations(file: string, source: string): string[] {
  return importsOf(source).flatMap((specifier) => {
    const target = resolveImport(file, specifier)
    return RULES.filter((rule) => rule.room.test(file) && rule.forbids(target, file)).map((rule) => `${file} imports ${target}: ${rule.why}`)
  })
}
