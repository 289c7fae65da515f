// One engine as its own process: `ours`, `stock` (pdfmake as its makers ship it), `floor` (raw pdfkit, fonts kept), `typst`.
import { expectOk } from '../../../core/kernel/result.ts'
import { loadFonts } from '../../../electron/services/fonts.ts'
import { preparePdfmake, writeOne } from '../../../electron/services/pdf-engine.ts'
import { CREATED } from '../../fixtures/paper/printer.ts'
import { serve } from '../peer.ts'
import { blocksOf, contractOf } from './contract.ts'
import { drawFloor } from './floor.ts'

const [side, rows] = [process.argv[2], Number(process.argv[3])]
const fonts = expectOk(await loadFonts(process.cwd()))
const wrong = preparePdfmake(fonts, side !== 'stock')
if (side !== 'stock' && wrong.length > 0) throw new Error(`the patches do not fit: ${wrong.join(', ')}`)
let turn = 0
const write = async () => expectOk(await writeOne(contractOf(rows, turn++), CREATED, fonts))

if (side === 'ours' || side === 'stock') serve(write)
else if (side === 'floor') serve(async () => drawFloor(blocksOf(contractOf(rows, turn++).definition.content)))
else throw new Error(`no side ${side}`)
