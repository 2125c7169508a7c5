import { demoSettings, readSetting, shopSettings, type ShopSettings } from '#modules/market'
import type { Db } from '#platform/db'
import type { SettingsScreen, ShopForm } from '../types.ts'

/** What the shop is called, and whether mails leave it. */
export async function readScreen(db: Db, sendsMail: boolean): Promise<SettingsScreen> {
  const shop = await readSetting(db, 'shop', shopSettings)
  const row = await db.selectFrom('settings').select('updated_at').where('key', '=', 'shop').executeTakeFirst()
  return {
    shop: shop ? formOf(shop) : empty,
    version: row?.updated_at.toISOString() ?? '',
    isDemo: (await readSetting(db, 'demo', demoSettings)) !== null,
    sendsMail,
  }
}

const noBank = { holder: '', iban: '', bic: '', bankName: '' }
const noWords = { en: '', de: '' }
const empty: ShopForm = { name: '', email: '', phone: '', address: '', announcement: noWords, bank: noBank }

const formOf = ({ name, email, phone = '', address, announcement, bank = noBank }: ShopSettings): ShopForm => ({
  name,
  email,
  phone,
  address: address.join('\n'),
  announcement: { ...noWords, ...announcement },
  bank,
})
