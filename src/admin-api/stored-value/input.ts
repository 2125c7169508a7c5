import { z } from 'zod'

import type { CustomerId, GiftCardId } from '#kernel/id'
import { languages } from '#kernel/locale'
import { pageNumber, searchText, sortBy } from '../listing.ts'

const amount = z.number().int('Whole minor units').max(100_000_000, 'That is too much')
const currency = z.string().regex(/^[A-Z]{3}$/, 'Three capital letters')
const reason = z.string().trim().max(300, 'That is too long')
/** The last day on which it holds. */
const day = z.iso.date('That is no day').nullable()

export const giftCardListQuery = z.strictObject({
  view: z.enum(['open', 'all', 'empty', 'disabled']).default('open'),
  search: searchText,
  sort: sortBy(['made', 'whose', 'ends', 'left']),
  page: pageNumber,
})

export const newGiftCard = z.strictObject({
  amount: amount.min(1, 'More than nothing'),
  currency,
  expiresOn: day,
  recipientEmail: z.email('An e-mail address looks like ana@example.com').max(254).nullable(),
  language: z.enum(languages),
  note: reason,
})

export const stateInput = z.strictObject({ active: z.boolean() })
export const adjustInput = z.strictObject({
  by: amount.min(-100_000_000, 'That is too much'),
  reason: reason.min(1, 'Why? It stands in the history.'),
})
export const replaceInput = z.strictObject({ mailed: z.boolean() })
export const mergeInput = z.strictObject({ into: z.uuid().transform((id) => id as GiftCardId) })

export const dayQuery = z.strictObject({ on: z.iso.date('That is no day').optional() })

export const settingsInput = z.strictObject({
  giftCardMonths: z.number().int('Whole months').min(1, 'At least one month').max(240, 'At most 240').nullable(),
})

export const creditListQuery = z.strictObject({
  search: searchText,
  sort: sortBy(['made', 'whose', 'ends', 'left']),
  page: pageNumber,
  customerId: z
    .uuid()
    .transform((id) => id as CustomerId)
    .optional(),
})

export const grantInput = z.strictObject({
  email: z.email('An e-mail address looks like ana@example.com').max(254),
  amount: amount.min(1, 'More than nothing'),
  currency,
  expiresOn: day,
  reason: reason.min(1, 'Why? It stands in the history.'),
})

export const withdrawInput = z.strictObject({
  amount: amount.min(1, 'More than nothing'),
  reason: reason.min(1, 'Why? It stands in the history.'),
})
