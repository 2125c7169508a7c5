import type { CreditAccountId, GiftCardId } from '#kernel/id'
import { languages } from '#kernel/locale'
import { money, plus, type Money } from '#kernel/money'
import { readMarkets, readSetting } from '#modules/market'
import { staffNames } from '#modules/staff'
import {
  creditEntriesOf,
  entriesOf,
  listCreditAccounts,
  listGiftCards,
  readGiftCard,
  readLiability,
  VALUE_SETTING,
  valueSettings,
  type CreditAccount,
  type GiftCard,
  type GiftCardWish,
} from '#modules/stored-value'
import type { Db } from '#platform/db'
import type {
  CreditRow,
  CreditScreen,
  GiftCardRow,
  GiftCardScreen,
  LiabilityRow,
  Page,
  ValueChoices,
  ValueEntry,
} from '../types.ts'

export const PAGE_SIZE = 50

export function rowOf(card: GiftCard, now: Date): GiftCardRow {
  const { id, hint, state, isTest, initial, balance, expiresAt, recipientEmail, orderId, orderNumber } = card
  return {
    id,
    hint,
    isActive: state === 'active',
    isExpired: expiresAt !== null && expiresAt <= now,
    isTest,
    initial,
    balance,
    expiresAt: expiresAt?.toISOString() ?? null,
    recipientEmail,
    orderId,
    orderNumber,
    createdAt: card.createdAt.toISOString(),
  }
}

type Wish = Pick<GiftCardWish, 'view' | 'search' | 'sort'> & { page: number }

export async function giftCardPage(db: Db, { view, search, sort, page }: Wish, now: Date): Promise<Page<GiftCardRow>> {
  const wish = { view, search, sort, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }
  const { cards, total } = await listGiftCards(db, wish)
  return { rows: cards.map((card) => rowOf(card, now)), total, page, pageSize: PAGE_SIZE }
}

export async function giftCardScreen(db: Db, id: GiftCardId, now: Date): Promise<GiftCardScreen | null> {
  const card = await readGiftCard(db, id)
  if (!card) return null
  const entries = await entriesOf(db, id)
  const names = await staffNames(db)
  const story = entries.map((entry) => ({ ...entry, expiresAt: null }))
  return { ...rowOf(card, now), note: card.note, by: names.get(card.actor) ?? null, entries: withBalance(story, names) }
}

type Told = Omit<ValueEntry, 'balance' | 'by' | 'at' | 'expiresAt'> & {
  actor: string
  at: Date
  expiresAt: Date | null
}

/** The newest first, each with what was there after it. */
function withBalance(entries: readonly Told[], names: ReadonlyMap<string, string>): ValueEntry[] {
  let balance: Money | null = null
  return entries
    .map(({ kind, amount, orderId, orderNumber, other, reason, actor, at, expiresAt }): ValueEntry => {
      balance = plus(balance ?? money(0, amount.currency), amount)
      const by = names.get(actor) ?? null
      const told = { kind, amount, balance, orderId, orderNumber, other, reason, by }
      return { ...told, at: at.toISOString(), expiresAt: expiresAt?.toISOString() ?? null }
    })
    .toReversed()
}

const languageNames = { en: 'English', de: 'German' } as const

export async function valueChoices(db: Db, sendsMail: boolean): Promise<ValueChoices> {
  const markets = await readMarkets(db)
  const settings = await readSetting(db, VALUE_SETTING, valueSettings)
  return {
    currencies: [...new Set(markets.map(({ currency }) => currency))],
    languages: languages.map((code) => ({ code, name: languageNames[code] })),
    sendsMail,
    giftCardMonths: settings?.giftCardMonths ?? null,
  }
}

/** At the end of a day in UTC; without one, now. */
export const liabilityRows = (db: Db, on: string | undefined, now: Date): Promise<LiabilityRow[]> =>
  readLiability(db, on === undefined ? now : new Date(`${on}T23:59:59.999Z`)).then((rows) => [...rows])

const creditRow = ({ nextEnd, ...account }: CreditAccount): CreditRow => ({
  ...account,
  nextEnd: nextEnd && { amount: nextEnd.amount, at: nextEnd.at.toISOString() },
})

type CreditWish = { search: string; page: number; customerId?: CreditAccount['customerId'] | undefined }

export async function creditPage(db: Db, { search, page, customerId }: CreditWish): Promise<Page<CreditRow>> {
  const wish = { search, customerId, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }
  const { accounts, total } = await listCreditAccounts(db, wish)
  return { rows: accounts.map(creditRow), total, page, pageSize: PAGE_SIZE }
}

export async function creditScreen(db: Db, id: CreditAccountId): Promise<CreditScreen | null> {
  const { accounts } = await listCreditAccounts(db, { id, limit: 1, offset: 0 })
  const [account] = accounts
  if (!account) return null
  const entries = await creditEntriesOf(db, id)
  const story = entries.map((entry) => ({
    ...entry,
    other: null,
    expiresAt: entry.kind === 'grant' || entry.kind === 'return' ? entry.expiresAt : null,
  }))
  return { ...creditRow(account), entries: withBalance(story, await staffNames(db)) }
}
