import { deleteGroup, readGroups, saveGroup } from '#modules/customer'
import type { Route } from '#platform/http/route'
import { audited } from '../audited.ts'
import type { AdminDeps } from '../deps.ts'
import { change, changeOne, done, missing, read, refused, unfit, unsaved } from '../desk.ts'
import { groupInput, newGroupInput } from './input.ts'
import { explainGroup, inUse } from './words.ts'

export const groupRoutes = ({ db }: AdminDeps): Route[] => [
  read({ path: '/customer-groups', query: null, handle: async (c) => c.json(await readGroups(db)) }),
  change({
    method: 'POST',
    path: '/customer-groups',
    body: newGroupInput,
    handle: async (c, body) => {
      const made = await audited(c, db, { action: 'group.created', after: body }, (tx) => saveGroup(tx, body))
      return made.ok ? c.json({ id: made.value.groupId }) : unfit(c, [explainGroup(made.refusal)])
    },
  }),
  changeOne({
    method: 'PUT',
    path: '/customer-groups/:id',
    body: groupInput,
    kind: 'customer_group',
    handle: async (c, { version, ...body }, id) => {
      const entry = { action: 'group.saved', subjectId: id, after: body }
      const saved = await audited(c, db, entry, (tx) => saveGroup(tx, { known: { id, version }, ...body }))
      if (saved.ok) return done(c)
      return unsaved(c, saved.refusal, explainGroup(saved.refusal))
    },
  }),
  changeOne({
    method: 'DELETE',
    path: '/customer-groups/:id',
    body: null,
    kind: 'customer_group',
    handle: async (c, _body, id) => {
      const gone = await audited(c, db, { action: 'group.deleted', subjectId: id }, (tx) => deleteGroup(tx, id))
      if (gone.ok) return done(c)
      return gone.refusal.code === 'not_found' ? missing(c) : refused(c, gone.refusal, inUse)
    },
  }),
]
