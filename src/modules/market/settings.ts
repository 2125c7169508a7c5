import { z } from 'zod'

import type { Db, Tx } from '#platform/db'
import { writeSetting } from './store.ts'

/** Who runs this shop: what mails, the footer and the bank transfer page say. */
export const shopSettings = z.object({
  name: z.string().min(1),
  email: z.email(),
  phone: z.string().optional(),
  address: z.array(z.string()),
  /** By language: a line above every page of the shop. */
  announcement: z.record(z.string(), z.string().max(300)).optional(),
  bank: z.object({ holder: z.string(), iban: z.string(), bic: z.string(), bankName: z.string() }).optional(),
})
export type ShopSettings = z.infer<typeof shopSettings>

/** There while the demo's products are in the shop; `filled` once they all are. */
export const demoSettings = z.object({ since: z.iso.datetime(), filled: z.boolean().optional() })
export type DemoSettings = z.infer<typeof demoSettings>

/** What stands under this key, or null when nothing (readable) does. */
export async function readSetting<T>(db: Db | Tx, key: string, schema: z.ZodType<T>): Promise<T | null> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
  if (!row) return null
  const parsed = schema.safeParse(row.value)
  return parsed.success ? parsed.data : null
}

/** Keeps a setting; null removes it. */
export async function saveSetting(tx: Tx, key: string, value: unknown): Promise<void> {
  await writeSetting(tx, key, value)
}
