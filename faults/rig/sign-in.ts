import { createHash } from 'node:crypto'

import type { Rig } from './rig.ts'
import { until } from './rig.ts'
import { Shopper } from './shopper.ts'

/** Asks for a personal link, reads the mail, opens the link and presses its button. Answers the session's cookie. */
export async function signedIn(rig: Rig, email: string): Promise<string> {
  const shopper = new Shopper(rig.shopOf(0).url, '', placeOf(email))
  const asked = await shopper.post('/sign-in', { email })
  if (asked.status !== 303) throw new Error(`no link was sent: ${asked.status}`)
  const read = async (): Promise<string | undefined> => {
    const [mail] = await rig.query<{ text: string }>(
      `select text from mails where to_email = $1 and kind = 'sign_in' order by created_at desc limit 1`,
      [email],
    )
    return /https?:\/\/[^/\s]+(\/sign-in\/\S+)/.exec(mail?.text ?? '')?.[1]
  }
  let link: string | undefined
  await until('the mail with the link', async () => Boolean((link = await read())), 30_000)
  const entered = await shopper.post(link ?? '', {})
  const cookie = shopper.cookie.split('; ').find((one) => one.startsWith('stoa_customer='))
  if (entered.status !== 303 || !cookie) throw new Error(`the link let nobody in: ${entered.status}`)
  return cookie
}

/** A place of her own, out of the networks kept for measuring: so many links for one place, and the shop sends no more. */
function placeOf(email: string): string {
  const [first, second] = createHash('sha256').update(email).digest()
  return `198.18.${first}.${second}`
}
