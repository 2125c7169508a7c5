import { addCoupon, changeCoupon, generateCoupons } from '#modules/promotion'
import type { Route } from '#platform/http/route'
import { audited } from '../audited.ts'
import type { AdminDeps } from '../deps.ts'
import { change, changeOne, done, idIn, missing, read, unfit, unsaved } from '../desk.ts'
import { couponFile } from './export.ts'
import { couponBody, couponListQuery, generateBody } from './input.ts'
import { couponPage } from './list.ts'
import { explainCoupon } from './words.ts'

export const couponRoutes = (deps: AdminDeps): Route[] => [
  ...readRoutes(deps),
  addRoute(deps),
  changeRoute(deps),
  generateRoute(deps),
]

const readRoutes = ({ db }: AdminDeps): Route[] => [
  read({
    path: '/promotions/:id/codes',
    query: couponListQuery,
    handle: async (c, query) => {
      const id = idIn<'promotion'>(c)
      return id ? c.json(await couponPage(db, id, query)) : missing(c)
    },
  }),
  read({
    path: '/promotions/:id/codes.csv',
    query: null,
    handle: async (c) => {
      const id = idIn<'promotion'>(c)
      if (!id) return missing(c)
      return c.body(await couponFile(db, id), 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="codes.csv"',
      })
    },
  }),
]

const addRoute = ({ db }: AdminDeps): Route =>
  changeOne({
    method: 'POST',
    path: '/promotions/:id/codes',
    body: couponBody,
    kind: 'promotion',
    handle: async (c, coupon, promotionId) => {
      const entry = { action: 'promotion.code_added', subjectId: promotionId, after: coupon }
      const added = await audited(c, db, entry, (tx, actor) => addCoupon(tx, { promotionId, coupon, actor }))
      return added.ok ? c.json({ id: added.value.couponId }) : unsaved(c, added.refusal, explainCoupon(added.refusal))
    },
  })

const changeRoute = ({ db }: AdminDeps): Route =>
  change({
    method: 'PUT',
    path: '/promotions/:id/codes/:couponId',
    body: couponBody,
    handle: async (c, coupon) => {
      const promotionId = idIn<'promotion'>(c)
      const id = idIn<'coupon'>(c, 'couponId')
      if (!promotionId || !id) return missing(c)
      const entry = { action: 'promotion.code_changed', subjectId: promotionId, after: { id, ...coupon } }
      const changed = await audited(c, db, entry, (tx, actor) => changeCoupon(tx, { id, promotionId, coupon, actor }))
      return changed.ok ? done(c) : unsaved(c, changed.refusal, explainCoupon(changed.refusal))
    },
  })

const generateRoute = ({ db, clock }: AdminDeps): Route =>
  changeOne({
    method: 'POST',
    path: '/promotions/:id/batches',
    body: generateBody,
    kind: 'promotion',
    handle: async (c, wish, promotionId) => {
      const entry = { action: 'promotion.codes_generated', subjectId: promotionId, after: wish }
      const made = await audited(c, db, entry, (tx, actor) =>
        generateCoupons(tx, { ...wish, promotionId, now: clock.now(), actor }),
      )
      if (made.ok) return c.json(made.value)
      const { path, message } = explainCoupon(made.refusal)
      return path === '' ? missing(c) : unfit(c, [{ path: path === 'code' ? 'prefix' : path, message }])
    },
  })
