import { z } from 'zod'

import { readSetting } from '#modules/market'
import type { Db, Tx } from '#platform/db'

export const TAX_SETTINGS = 'tax'

/** Where the shop sends from and is known to the tax office. Without an ID of its own it sells to everybody with tax. */
export const taxSettings = z.object({
  country: z.string().regex(/^[A-Z]{2}$/),
  /** The shop's own VAT ID, '' when it has none. */
  vatId: z.string().max(20),
  /** When the register of VAT IDs does not answer: charge the tax, or accept what looks right and ask again later. */
  whenSilent: z.enum(['charge', 'accept']),
})
export type TaxSettings = z.infer<typeof taxSettings>

/** Nobody has said anything yet: no ID, so nobody is let off the tax. */
export const noTaxSettings: TaxSettings = { country: 'DE', vatId: '', whenSilent: 'charge' }

export const readTaxSettings = async (db: Db | Tx): Promise<TaxSettings> =>
  (await readSetting(db, TAX_SETTINGS, taxSettings)) ?? noTaxSettings
