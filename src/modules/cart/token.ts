import { createHash, randomBytes } from 'node:crypto'

/** What the shopper's cookie holds: 256 random bits. The database knows only its hash. */
export type CartToken = string & { readonly token: 'cart' }

export const newCartToken = (): CartToken => randomBytes(32).toString('base64url') as CartToken

/** Null for text that no shop of ours ever gave out. */
export const cartTokenOf = (text: string): CartToken | null =>
  /^[A-Za-z0-9_-]{43}$/.test(text) ? (text as CartToken) : null

export const hashOf = (token: CartToken): Buffer => createHash('sha256').update(token).digest()
