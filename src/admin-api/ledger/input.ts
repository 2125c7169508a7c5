import { z } from 'zod'

import { pageNumber, searchText } from '../listing.ts'

const mode = z.enum(['live', 'test']).default('live')
const day = z.iso.date('is no date')
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'is no month, like 2026-11')
const empty = z.literal('').transform(() => undefined)

export const financeQuery = z.strictObject({ mode, until: empty.or(day).optional() })

export const journalQuery = z.strictObject({
  mode,
  month: empty.or(month).optional(),
  account: empty.or(z.string().regex(/^[a-z_]+(:[a-z0-9_-]+)?$/, 'is no account')).optional(),
  kind: empty.or(z.string().regex(/^[a-z_]+$/, 'is no kind')).optional(),
  search: searchText,
  page: pageNumber,
})

export const payoutListQuery = z.strictObject({ page: pageNumber })

export const uploadQuery = z.strictObject({ name: z.string().trim().min(1).max(200) })

export const bookBody = z.strictObject({
  settle: z.record(z.uuid(), z.enum(['fee', 'outside'])),
})

export const exportQuery = z.strictObject({ month, mode })

export const timeZoneBody = z.strictObject({ timeZone: z.string().max(60) })
