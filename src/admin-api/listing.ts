import { z } from 'zod'

/** What stands in the address of a list. */
export const searchText = z.string().trim().max(200, 'That is too long').default('')

export const pageNumber = z.coerce.number().int().min(1).max(100_000).default(1)
