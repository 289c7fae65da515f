import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { strict } from '../strict.ts'
import type { Member } from '../subset.ts'
import { hostApp } from './app.ts'

/** AES-GCM under a key file beside the data: for tests only, and it says so by naming its backend `basic_text`. */
class HostSafeStorage implements Pick<Electron.SafeStorage, Member<'SafeStorage'>> {
  private key(): Buffer {
    const file = path.join(hostApp.getPath('userData'), 'host-safe-storage.key')
    if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 })
    return readFileSync(file)
  }
  async isAsyncEncryptionAvailable() {
    return hostApp.isReady()
  }
  getSelectedStorageBackend() {
    return 'basic_text' as const
  }
  async encryptStringAsync(text: string) {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', this.key(), nonce)
    return Buffer.concat([Buffer.from('v10'), nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  }
  async decryptStringAsync(sealed: Buffer) {
    const decipher = createDecipheriv('aes-256-gcm', this.key(), sealed.subarray(3, 15)).setAuthTag(sealed.subarray(-16))
    return { result: Buffer.concat([decipher.update(sealed.subarray(15, -16)), decipher.final()]).toString('utf8'), shouldReEncrypt: false }
  }
}
export const safeStorage = strict('SafeStorage', new HostSafeStorage())
