import { createHash, createHmac, randomBytes } from 'node:crypto'

import type { CustomerLinkId } from '#kernel/id'

/** What a signed-in customer's cookie holds: 256 random bits. The database knows only its hash. */
export type SessionToken = string & { readonly token: 'customer session' }

/** What a personal link holds: 256 bits that only the shop's secret can make. The database knows only its hash. */
export type LinkToken = string & { readonly token: 'customer link' }

const shape = /^[A-Za-z0-9_-]{43}$/

export const newSessionToken = (): SessionToken => randomBytes(32).toString('base64url') as SessionToken

/** Null for text that no shop of ours ever gave out. */
export const sessionTokenOf = (text: string): SessionToken | null => (shape.test(text) ? (text as SessionToken) : null)

/**
 * A link's token is made of its id and the shop's secret, so that whoever writes the mail can make it again: it stands
 * in no table and in no job.
 */
export const tokenOfLink = (secret: string, id: CustomerLinkId): LinkToken =>
  createHmac('sha256', secret).update(`sign in ${id}`).digest('base64url') as LinkToken

/** Null for text that cannot be a link's. */
export const linkTokenOf = (text: string): LinkToken | null => (shape.test(text) ? (text as LinkToken) : null)

export const hashOf = (token: SessionToken | LinkToken): Buffer => createHash('sha256').update(token).digest()
