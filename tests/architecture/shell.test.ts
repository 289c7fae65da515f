import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cryptoComplaints } from './crypto-allowed.ts'
import { sourceFiles } from './source-files.ts'

const RAW_HTML = /\bv-html\b|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write\(/
const rawHtml = (source: string): boolean => RAW_HTML.test(source)

describe('cryptography that Electron has too', () => {
  it.each(sourceFiles(/^(electron|db)\/.*\.ts$/))('%s', (file) => expect(cryptoComplaints(readFileSync(file, 'utf8'))).toEqual([]))
  it('is caught when it is not', () => {
    expect(cryptoComplaints("import { argon2, createHash } from 'node:crypto'")).toEqual(['argon2 is not among the functions allowed'])
    expect(cryptoComplaints("createHash('md5'); createCipheriv(name, key)")).toHaveLength(2)
    expect(cryptoComplaints("import crypto from 'node:crypto'")).toHaveLength(1)
    expect(cryptoComplaints("import * as c from 'crypto'; await import('node:crypto')")).toHaveLength(2)
    expect(cryptoComplaints("import { createHash as hash } from 'node:crypto'")).toEqual(['createHash as hash is not among the functions allowed'])
    expect(cryptoComplaints("import { createHash, type Hash } from 'node:crypto'\ncreateHash('sha256')")).toEqual([])
  })
})

describe('text from outside in the window', () => {
  it('is never written as HTML', () => {
    expect(sourceFiles(/^renderer\/.*\.(ts|vue)$/).filter((file) => rawHtml(readFileSync(file, 'utf8')))).toEqual([])
  })
  it('is caught when it is', () => {
    for (const planted of ['<p v-html="x" />', 'el.innerHTML = name', 'el.insertAdjacentHTML("beforeend", name)']) expect(rawHtml(planted)).toBe(true)
    expect(rawHtml('<p v-text="html" />')).toBe(false)
  })
})
