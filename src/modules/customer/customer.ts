import type { CustomerGroupId, CustomerId } from '#kernel/id'

/** Somebody who buys, known by an address. */
export type Customer = Readonly<{
  id: CustomerId
  /** As `normalizeEmail` writes it: one person, one spelling. */
  email: string
  name: string
  groupId: CustomerGroupId | null
  groupCode: string | null
}>

/** Customers who are treated alike: `wholesale`. */
export type CustomerGroup = Readonly<{ id: CustomerGroupId; code: string; name: string; version: number }>

/** How an address is stored and compared: without blanks around it, in small letters. */
export const normalizeEmail = (text: string): string => text.normalize('NFC').trim().toLowerCase()
