import { ok, refuse, type Result } from '#kernel/result'
import { saveSetting } from '#modules/market'
import type { Tx } from '#platform/db'
import { TAX_SETTINGS, type TaxSettings } from './settings.ts'
import { readVatId } from './vat-id.ts'

export type SaveTaxSettingsRefusal = { code: 'not_a_vat_id' } | { code: 'vat_id_of_another_country' }

/** Where the shop is known to the tax office. Its own VAT ID must be one of that country, or ''. */
export async function saveTaxSettings(
  tx: Tx,
  settings: TaxSettings,
): Promise<Result<TaxSettings, SaveTaxSettingsRefusal>> {
  const read = readVatId(settings.vatId)
  if (read && !read.isSound) return refuse({ code: 'not_a_vat_id' })
  if (read && read.country !== settings.country) return refuse({ code: 'vat_id_of_another_country' })
  const saved = { ...settings, vatId: read?.id ?? '' }
  await saveSetting(tx, TAX_SETTINGS, saved)
  return ok(saved)
}
