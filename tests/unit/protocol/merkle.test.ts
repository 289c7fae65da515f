import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consistencyProof, leafHash, merkleRoot, verifyConsistency } from '../../../protocol/merkle.ts'

/** The leaves and roots of RFC 6962's reference vectors (certificate-transparency, merkletree tests). */
const VECTORS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) =>
  leafHash(Buffer.from(hex, 'hex')),
)
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const leavesOf = (count: number, salt = 'row'): Buffer[] => Array.from({ length: count }, (_, n) => leafHash(Buffer.from(`${salt} ${n}`)))

describe('a Merkle tree over the audit log', () => {
  it('has the roots of the reference vectors', () => {
    expect(ROOTS.map((_, n) => merkleRoot(VECTORS.slice(0, n + 1)).toString('hex'))).toEqual(ROOTS)
  })

  it('proves that it goes on from any earlier size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(), (n, at) => {
        const [leaves, m] = [leavesOf(n), at % (n + 1)]
        const proof = consistencyProof(leaves, m)
        return verifyConsistency(m, merkleRoot(leaves.slice(0, m)), n, merkleRoot(leaves), proof)
      }),
    )
  })

  it('proves nothing once a sealed row was edited, left out, put in or moved', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 120 }),
        fc.integer({ min: 1, max: 60 }),
        fc.nat(),
        fc.constantFrom('edit', 'drop', 'insert', 'swap'),
        (m, more, at, how) => {
          const honest = leavesOf(m)
          const forged = [...leavesOf(m + more)]
          const place = at % (m - 1)
          if (how === 'edit') forged[place] = leafHash(Buffer.from('forged'))
          if (how === 'drop') forged.splice(place, 1)
          if (how === 'insert') forged.splice(place, 0, leafHash(Buffer.from('forged')))
          if (how === 'swap') forged.splice(place, 2, forged[place + 1] as Buffer, forged[place] as Buffer)
          const old = merkleRoot(honest)
          return !verifyConsistency(m, old, forged.length, merkleRoot(forged), consistencyProof(forged, Math.min(m, forged.length)))
        },
      ),
    )
  })
})
