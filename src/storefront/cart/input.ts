import { z } from 'zod'

import type { VariantId } from '#kernel/id'

const variantId = z.uuid().transform((id) => id as VariantId)

/** A whole number, or the digits of one: nothing that merely can be read as a number. */
const pieces = z.union([
  z.int(),
  z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number),
])

/** What a browser may send to put something into its cart. */
export const addLineInput = z.strictObject({ variantId, quantity: pieces.pipe(z.int().min(1).max(999)).default(1) })

/** 0 takes the line out. */
export const setLineInput = z.strictObject({ quantity: pieces.pipe(z.int().min(0).max(999)) })

const text = (most: number) => z.string().max(most).optional().catch(undefined)

/** What the cart page may be asked: tell of a line that just went, or reckon shipping and tax for a place. */
export const cartQuery = z.object({
  removed: z.uuid().optional().catch(undefined),
  quantity: text(4),
  added: z.uuid().optional().catch(undefined),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional()
    .catch(undefined),
  region: text(80),
})
export type CartQuery = z.output<typeof cartQuery>
