import path from 'node:path'
import ts from 'typescript'

/** One use of Electron in the application's code: a member of a type, or an event listened to. */
export interface Use {
  readonly where: string
  readonly owners: readonly string[]
  readonly member: string
  readonly event: string | null
}

const isElectron = (file: ts.SourceFile): boolean => /node_modules\/electron\/electron\.d\.ts$/.test(file.fileName)
const ownerOf = (declaration: ts.Declaration): string => {
  const { parent } = declaration
  return (ts.isClassDeclaration(parent) || ts.isInterfaceDeclaration(parent)) && parent.name ? parent.name.text : ''
}
const LISTENING = /^(on|once|off|addListener|removeListener)$/
/** Plain data handed to or from Electron: its fields are the caller's business, options are checked at run time. */
const DATA = /(Details|Event|Params|Response|Result|ReturnValue|Options|Filter|Preferences)$/
const FREE_EVENTS = new Set(['IpcMain', 'IpcRenderer'])

function useOf(node: ts.PropertyAccessExpression, checker: ts.TypeChecker, root: string): Use | null {
  const declaration = checker.getSymbolAtLocation(node.name)?.declarations?.[0]
  if (!declaration || !isElectron(declaration.getSourceFile())) return null
  const declared = ownerOf(declaration)
  if (declared === '' || DATA.test(declared)) return null
  const source = node.getSourceFile()
  const { line } = source.getLineAndCharacterOfPosition(node.name.getStart())
  const call = ts.isCallExpression(node.parent) && node.parent.expression === node ? node.parent : null
  const first = call?.arguments[0]
  const receiver = checker.getTypeAtLocation(node.expression).getNonNullableType().symbol?.name ?? declared
  const listens = LISTENING.test(node.name.text) && !FREE_EVENTS.has(receiver)
  const event = listens && first && ts.isStringLiteral(first) ? first.text : null
  return { where: `${path.relative(root, source.fileName)}:${line + 1}`, owners: [receiver, declared], member: node.name.text, event }
}

/** Every use of Electron's types in the given files, found with the TypeScript checker. */
export function findUses(files: readonly string[], root: string): Use[] {
  const program = ts.createProgram([...files], {
    target: ts.ScriptTarget.ES2024,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    types: ['node'],
  })
  const checker = program.getTypeChecker()
  const uses: Use[] = []
  const scan = (node: ts.Node): void => {
    const use = ts.isPropertyAccessExpression(node) ? useOf(node, checker, root) : null
    if (use) uses.push(use)
    ts.forEachChild(node, scan)
  }
  for (const file of files) {
    const source = program.getSourceFile(file)
    if (source) scan(source)
  }
  return uses
}
