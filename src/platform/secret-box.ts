import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

import { keyFor } from './keys.ts'

/** Keeps secrets that the shop must be able to read again, so that a copy of the database alone does not tell them. */
export type SecretBox = Readonly<{
  /** Encrypts for one purpose; each time other text comes out. */
  seal: (text: string, purpose: string) => string
  /** Null when it was sealed with another key, for another purpose, or was changed. */
  open: (sealed: string, purpose: string) => string | null
}>

const VERSION = 'v1'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * AES-256-GCM with a key of its own, derived from the shop's signing key. The purpose is bound to it: what was sealed for
 * one row cannot be put into another. Form: `v1.<nonce + tag + text in base64url>`.
 */
export function createSecretBox(signingKey: Buffer): SecretBox {
  const key = Buffer.from(keyFor(signingKey, 'secrets at rest'), 'base64url')
  const bound = (purpose: string): Buffer => Buffer.from(`${VERSION}.${purpose}`, 'utf8')
  return {
    seal: (text, purpose) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      cipher.setAAD(bound(purpose))
      const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url')}`
    },
    open: (sealed, purpose) => {
      const [version, content = ''] = sealed.split('.')
      const bytes = Buffer.from(content, 'base64url')
      if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES) return null
      const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
      cipher.setAAD(bound(purpose))
      cipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      try {
        return Buffer.concat([cipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), cipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
  }
}
