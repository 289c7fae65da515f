import { type Cost, type Peer, startPeer } from './peer.ts'
import { type BenchRow, median, row } from './row.ts'

const ENGINE = 'contract-pdf-engine.ts'
const WARM_UP = 5
const ROUNDS = 9
const BATCH = 4

const cpu = (costs: readonly Cost[]): number => median(costs.map(({ cpuMs }) => cpuMs))
const wall = (costs: readonly Cost[]): number => Math.min(...costs.map(({ wallMs }) => wallMs))

/** Batches in turn, each in its warm process: the marginal cost of a document (pdf.md §4). */
async function inTurns(peers: readonly Peer[]): Promise<Cost[][]> {
  for (const peer of peers) await peer.work(WARM_UP)
  const costs: Cost[][] = peers.map(() => [])
  for (let round = 0; round < ROUNDS; round++) for (const [index, peer] of peers.entries()) costs[index]?.push(await peer.work(BATCH))
  return costs
}

/** One loan contract, from approved terms to verified bytes, against raw pdfkit drawing the same strings at the same places. */
export async function benchContractPdf(): Promise<BenchRow[]> {
  const peers = [await startPeer(ENGINE, 'counter'), await startPeer(ENGINE, 'raw'), await startPeer(ENGINE, 'verify')]
  try {
    const [counter = [], raw = [], verify = []] = await inTurns(peers)
    return [
      row({ name: 'contract PDF: printed and verified, against raw pdfkit', unit: 'CPU-ms', value: cpu(counter), baseline: cpu(raw), target: 4 }),
      row({ name: 'contract PDF: fastest, against raw pdfkit', unit: 'ms', value: wall(counter), baseline: wall(raw), target: 4 }),
      row({ name: 'contract PDF: share of verification', unit: 'CPU-ms', value: cpu(verify), baseline: cpu(counter), target: 0.5 }),
    ]
  } finally {
    for (const peer of peers) peer.close()
  }
}
