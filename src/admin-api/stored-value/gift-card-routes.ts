import { currencyOf, money } from '#kernel/money'
import { ok } from '#kernel/result'
import {
  adjustGiftCard,
  issueGiftCard,
  mergeGiftCards,
  replaceCode,
  setGiftCardState,
  type AdjustRefusal,
  type MergeRefusal,
} from '#modules/stored-value'
import type { Ask, Route } from '#platform/http/route'
import { audited } from '../audited.ts'
import type { AdminDeps } from '../deps.ts'
import { change, changeOne, done, missing, read, readOne, refused, unfit } from '../desk.ts'
import type { MadeGiftCard } from '../types.ts'
import { endOf } from './end-of.ts'
import { adjustInput, giftCardListQuery, mergeInput, newGiftCard, replaceInput, stateInput } from './input.ts'
import { giftCardPage, giftCardScreen } from './screens.ts'
import { explainAdjust, explainMerge } from './words.ts'

/** Gift cards: made, looked at, switched off, changed. A code is in an answer once and in no log. */
export const giftCardRoutes = (deps: AdminDeps): Route[] => [
  ...readRoutes(deps),
  makeRoute(deps),
  stateRoute(deps),
  adjustRoute(deps),
  replaceRoute(deps),
  mergeRoute(deps),
]

const readRoutes = ({ db, clock }: AdminDeps): Route[] => [
  read({
    path: '/gift-cards',
    query: giftCardListQuery,
    handle: async (c, query) => c.json(await giftCardPage(db, query, clock.now())),
  }),
  readOne({ path: '/gift-cards/:id', kind: 'gift_card', find: (id) => giftCardScreen(db, id, clock.now()) }),
]

const makeRoute = ({ db, clock, codeSecret }: AdminDeps): Route =>
  change({
    method: 'POST',
    path: '/gift-cards',
    body: newGiftCard,
    handle: async (c, { amount, currency, expiresOn, ...card }) => {
      const expiresAt = endOf(expiresOn)
      if (expiresAt && expiresAt <= clock.now()) return unfit(c, [{ path: 'expiresOn', message: 'That day is over.' }])
      const worth = money(amount, currencyOf(currency))
      const entry = { action: 'gift_card.made', after: { ...worth, ...card, expiresOn } }
      const made = await audited(c, db, entry, async (tx, actor) =>
        ok(await issueGiftCard(tx, { ...card, amount: worth, expiresAt, codeSecret, actor })),
      )
      if (!made.ok) return missing(c)
      const { giftCardId: id, code } = made.value
      return c.json({ id, code: card.recipientEmail === null ? code : null } satisfies MadeGiftCard)
    },
  })

const stateRoute = ({ db }: AdminDeps): Route =>
  changeOne({
    method: 'POST',
    path: '/gift-cards/:id/state',
    body: stateInput,
    kind: 'gift_card',
    handle: async (c, { active }, giftCardId) => {
      const state = active ? 'active' : 'disabled'
      const entry = { action: 'gift_card.switched', subjectId: giftCardId, after: { state } }
      const set = await audited(c, db, entry, (tx, actor) => setGiftCardState(tx, { giftCardId, state, actor }))
      return set.ok ? done(c) : missing(c)
    },
  })

const adjustRoute = ({ db }: AdminDeps): Route =>
  changeOne({
    method: 'POST',
    path: '/gift-cards/:id/adjust',
    body: adjustInput,
    kind: 'gift_card',
    handle: async (c, body, giftCardId) => {
      const entry = { action: 'gift_card.adjusted', subjectId: giftCardId, after: body }
      const adjusted = await audited(c, db, entry, (tx, actor) => adjustGiftCard(tx, { giftCardId, ...body, actor }))
      return adjusted.ok ? done(c) : unchanged(c, adjusted.refusal)
    },
  })

const unchanged = (c: Ask, refusal: AdjustRefusal): Response =>
  refusal.code === 'not_found' ? missing(c) : unfit(c, [{ path: 'by', message: explainAdjust(refusal) }])

const replaceRoute = ({ db, codeSecret }: AdminDeps): Route =>
  changeOne({
    method: 'POST',
    path: '/gift-cards/:id/replace-code',
    body: replaceInput,
    kind: 'gift_card',
    handle: async (c, { mailed }, giftCardId) => {
      const entry = { action: 'gift_card.code_replaced', subjectId: giftCardId, after: { mailed } }
      const replaced = await audited(c, db, entry, (tx, actor) =>
        replaceCode(tx, { giftCardId, codeSecret, mailed, actor }),
      )
      if (!replaced.ok) return missing(c)
      return c.json({ id: giftCardId, code: mailed ? null : replaced.value.code } satisfies MadeGiftCard)
    },
  })

const mergeRoute = ({ db, clock }: AdminDeps): Route =>
  changeOne({
    method: 'POST',
    path: '/gift-cards/:id/merge',
    body: mergeInput,
    kind: 'gift_card',
    handle: async (c, { into }, from) => {
      const entry = { action: 'gift_card.merged', subjectId: from, after: { into } }
      const merged = await audited(c, db, entry, (tx, actor) =>
        mergeGiftCards(tx, { from, to: into, actor, now: clock.now() }),
      )
      return merged.ok ? done(c) : unmerged(c, merged.refusal)
    },
  })

const unmerged = (c: Ask, refusal: MergeRefusal): Response =>
  refusal.code === 'not_found' ? missing(c) : refused(c, refusal, explainMerge(refusal))
