import { z } from 'zod'

import type { Sort } from '#platform/sort'

/** What stands in the address of a list. */
export const searchText = z.string().trim().max(200, 'That is too long').default('')

/** `total` asks for the smallest first, `-total` for the largest; nothing, for the list's own order. */
export const sortBy = <const By extends string>(columns: readonly By[]) =>
  z
    .templateLiteral([z.enum(['', '-']), z.enum(columns)])
    .transform((text): Sort<By> => ({ by: text.replace('-', '') as By, isDown: text.startsWith('-') }))
    .optional()

export const pageNumber = z.coerce.number().int().min(1).max(100_000).default(1)
