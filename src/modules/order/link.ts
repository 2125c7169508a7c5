import { createHmac, timingSafeEqual } from 'node:crypto'

import type { OrderId } from '#kernel/id'

/** What a link lets its holder do. */
type Purpose = 'order-link' | 'pay-link'

/** The last part of the order page's address: who has it may see the order, and nobody can guess one. */
export const orderLinkToken = (secret: string, orderId: OrderId): string => tokenFor('order-link', secret, orderId)

/** The order that a token was made for, or null for anything we did not sign. */
export const verifyOrderLink = (secret: string, token: string): OrderId | null => read('order-link', secret, token)

/** The last part of the address where an order is paid. It opens no other page. */
export const payLinkToken = (secret: string, orderId: OrderId): string => tokenFor('pay-link', secret, orderId)

export const verifyPayLink = (secret: string, token: string): OrderId | null => read('pay-link', secret, token)

function tokenFor(purpose: Purpose, secret: string, orderId: OrderId): string {
  const id = Buffer.from(orderId.replaceAll('-', ''), 'hex')
  return `${id.toString('base64url')}.${sign(purpose, secret, orderId).toString('base64url')}`
}

function read(purpose: Purpose, secret: string, token: string): OrderId | null {
  const match = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/.exec(token)
  if (!match) return null
  const [, id = '', signature = ''] = match
  const orderId = uuidOf(Buffer.from(id, 'base64url'))
  return timingSafeEqual(Buffer.from(signature, 'base64url'), sign(purpose, secret, orderId)) ? orderId : null
}

const sign = (purpose: Purpose, secret: string, orderId: OrderId): Buffer =>
  createHmac('sha256', secret).update(`${purpose}:${orderId}`).digest()

function uuidOf(bytes: Buffer): OrderId {
  const hex = bytes.toString('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)]
  return parts.join('-') as OrderId
}
