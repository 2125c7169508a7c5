import { z } from 'zod'

import { ok, refuse, type Result } from '#kernel/result'
import { readSetting, saveSetting, shopSettings, type ShopSettings } from '#modules/market'
import type { Tx } from '#platform/db'
import type { Route } from '#platform/http/route'
import { audited } from '../audited.ts'
import type { AdminDeps, EmptyDemoRefusal } from '../deps.ts'
import { change, done, read, refused } from '../desk.ts'
import type { ShopForm } from '../types.ts'
import { isIban } from './iban.ts'
import { readScreen } from './screen.ts'

const line = z.string().trim().max(200, 'That is too long')

const announced = z.string().trim().max(300, 'That is too long for one line')

const shopForm = z.strictObject({
  version: z.string().max(40),
  name: line.min(1, 'What is the shop called?'),
  email: line.pipe(z.email('An e-mail address looks like name@example.com')),
  phone: line,
  address: z.string().trim().max(1000, 'That is too long'),
  announcement: z.strictObject({ en: announced, de: announced }).default({ en: '', de: '' }),
  bank: z.strictObject({
    holder: line,
    iban: line.refine((text) => text === '' || isIban(text), 'That is no IBAN: please check the digits'),
    bic: line.regex(/^$|^[A-Za-z]{6}[A-Za-z0-9]{2}([A-Za-z0-9]{3})?$/, 'A BIC has 8 or 11 letters and digits'),
    bankName: line,
  }),
})

export const settingsRoutes = ({ db, sendsMail, emptyDemo }: AdminDeps): Route[] => [
  read({ path: '/settings', query: null, handle: async (c) => c.json(await readScreen(db, sendsMail)) }),
  change({
    method: 'PUT',
    path: '/settings/shop',
    body: shopForm,
    handle: async (c, { version, ...form }) => {
      const before = await readSetting(db, 'shop', shopSettings)
      const after = settingsOf(form)
      const saved = await audited(c, db, { action: 'settings.shop_saved', before, after }, (tx) =>
        saveShop(tx, version, after),
      )
      if (saved.ok) return c.json(await readScreen(db, sendsMail))
      return refused(c, saved.refusal, 'Somebody has changed the settings while you were at it. Please reload.')
    },
  }),
  change({
    method: 'POST',
    path: '/demo/empty',
    who: 'owner',
    body: z.strictObject({ confirm: z.literal(true) }),
    handle: async (c) => {
      const emptied = await emptyDemo()
      if (!emptied.ok) return refused(c, emptied.refusal, explainEmptyDemo(emptied.refusal))
      await audited(c, db, { action: 'demo.emptied' }, async () => ok(null))
      return done(c)
    },
  }),
]

function explainEmptyDemo({ code }: EmptyDemoRefusal): string {
  switch (code) {
    case 'not_the_demo':
      return 'This shop is not the demo, or somebody has emptied it already. Please reload.'
    case 'in_use':
      return 'Something in the shop still needs what would go. Nothing was taken away.'
  }
}

async function saveShop(
  tx: Tx,
  version: string,
  after: ShopSettings,
): Promise<Result<null, { code: 'changed_meanwhile' }>> {
  const row = await tx
    .selectFrom('settings')
    .select('updated_at')
    .where('key', '=', 'shop')
    .forUpdate()
    .executeTakeFirst()
  if ((row?.updated_at.toISOString() ?? '') !== version) return refuse({ code: 'changed_meanwhile' })
  await saveSetting(tx, 'shop', after)
  return ok(null)
}

function settingsOf({ name, email, phone, address, announcement, bank }: ShopForm): ShopSettings {
  const lines = address
    .split('\n')
    .map((text) => text.trim())
    .filter(Boolean)
  const iban = bank.iban.replace(/\s/g, '').toUpperCase()
  return {
    name,
    email,
    address: lines,
    ...(phone ? { phone } : {}),
    ...(announcement.en || announcement.de ? { announcement } : {}),
    ...(iban ? { bank: { ...bank, iban, bic: bank.bic.toUpperCase() } } : {}),
  }
}
