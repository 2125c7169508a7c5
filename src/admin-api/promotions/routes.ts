import { readPromotionForEdit, savePromotion, switchPromotion, type SavePromotionRefusal } from '#modules/promotion'
import type { Ask, Route } from '#platform/http/route'
import { audited } from '../audited.ts'
import type { AdminDeps } from '../deps.ts'
import { change, changeOne, done, idIn, missing, read, readOne, refused, unfit } from '../desk.ts'
import { couponRoutes } from './coupon-routes.ts'
import { newPromotionBody, promotionBody, promotionListQuery, switchBody, thingsQuery, usesQuery } from './input.ts'
import { promotionPage, usesPage } from './list.ts'
import { readChoices, readPromotionScreen } from './screen.ts'
import { searchThings } from './things.ts'
import { explainProblems, explainSave } from './words.ts'

export const promotionRoutes = (deps: AdminDeps): Route[] => [
  ...readRoutes(deps),
  createRoute(deps),
  saveRoute(deps),
  switchRoute(deps),
  ...couponRoutes(deps),
]

const readRoutes = ({ db, clock }: AdminDeps): Route[] => [
  read({
    path: '/promotions',
    query: promotionListQuery,
    handle: async (c, query) => c.json(await promotionPage(db, query, clock.now())),
  }),
  read({ path: '/promotion-choices', query: null, handle: async (c) => c.json(await readChoices(db)) }),
  read({
    path: '/promotion-things',
    query: thingsQuery,
    handle: async (c, { search }) => c.json(await searchThings(db, search)),
  }),
  readOne({ path: '/promotions/:id', kind: 'promotion', find: (id) => readPromotionScreen(db, id) }),
  read({
    path: '/promotions/:id/uses',
    query: usesQuery,
    handle: async (c, { page }) => {
      const id = idIn<'promotion'>(c)
      return id ? c.json(await usesPage(db, id, page)) : missing(c)
    },
  }),
]

const createRoute = ({ db }: AdminDeps): Route =>
  change({
    method: 'POST',
    path: '/promotions',
    body: newPromotionBody,
    maxBytes: 1_000_000,
    handle: async (c, { promotion }) => {
      const entry = { action: 'promotion.created', after: promotion }
      const made = await audited(c, db, entry, (tx, actor) => savePromotion(tx, { promotion, actor }))
      return made.ok ? c.json({ id: made.value.promotionId }) : unsaved(c, made.refusal)
    },
  })

const saveRoute = ({ db }: AdminDeps): Route =>
  change({
    method: 'PUT',
    path: '/promotions/:id',
    body: promotionBody,
    maxBytes: 1_000_000,
    handle: async (c, { promotion, version: expectedVersion }) => {
      const id = idIn<'promotion'>(c)
      const before = id ? await readPromotionForEdit(db, id) : null
      if (!id || !before) return missing(c)
      const entry = { action: 'promotion.saved', subjectId: id, before: before.promotion, after: promotion }
      const saved = await audited(c, db, entry, (tx, actor) =>
        savePromotion(tx, { id, expectedVersion, promotion, actor }),
      )
      return saved.ok ? c.json(await readPromotionScreen(db, id)) : unsaved(c, saved.refusal)
    },
  })

const switchRoute = ({ db }: AdminDeps): Route =>
  changeOne({
    method: 'POST',
    path: '/promotions/:id/switch',
    body: switchBody,
    kind: 'promotion',
    handle: async (c, { active }, id) => {
      const entry = { action: 'promotion.switched', subjectId: id, after: { active } }
      const switched = await audited(c, db, entry, (tx, actor) => switchPromotion(tx, { id, active, actor }))
      return switched.ok ? done(c) : missing(c)
    },
  })

const unsaved = (c: Ask, refusal: SavePromotionRefusal): Response =>
  refusal.code === 'invalid' ? unfit(c, explainProblems(refusal.problems)) : refused(c, refusal, explainSave(refusal))
