import type { z } from 'zod'

import type { Id } from '#kernel/id'
import type { Refusal } from '#kernel/result'
import { type Answer, type Ask, get, type Input, type Problem, type Route, write } from '#platform/http/route'

/** Every route of the desk is for staff, private, and braked alike; only what differs is said. */
const guarded = { who: 'staff', cache: 'private' } as const

type Read<Q extends z.ZodType | null> = {
  path: string
  query: Q
  handle: (c: Ask, query: Q extends z.ZodType ? z.output<Q> : null) => Answer
}

/** Something to read: JSON under /admin/api. */
export const read = <Q extends z.ZodType | null>({ path, query, handle }: Read<Q>): Route =>
  get<Q>({
    ...guarded,
    path: `/admin/api${path}`,
    rate: 'page',
    query,
    handle: (c, input) => handle(c, input.query as Parameters<typeof handle>[1]),
  })

type Change<B extends z.ZodType | null> = {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  body: B
  who?: 'staff' | 'owner'
  maxBytes?: number
  handle: (c: Ask, body: Input<null, B extends z.ZodType ? z.output<B> : null>['body']) => Answer
}

/** Something that changes the shop; a browser's own page must have sent it. */
export const change = <B extends z.ZodType | null>({ method, path, body, who, maxBytes, handle }: Change<B>): Route =>
  write<null, B>({
    ...guarded,
    who: who ?? 'staff',
    method,
    path: `/admin/api${path}`,
    rate: 'form',
    csrf: 'same-origin',
    query: null,
    body,
    ...(maxBytes === undefined ? {} : { maxBytes }),
    handle: (c, input) => handle(c, input.body as Parameters<typeof handle>[1]),
  })

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The id in the path, or null for text that is no id: then there is nothing of that name. */
export function idIn<Kind extends string>(c: Ask, name = 'id'): Id<Kind> | null {
  const text = c.req.param(name) ?? ''
  return uuid.test(text) ? (text as Id<Kind>) : null
}

type ReadOne<Kind extends string> = {
  path: string
  kind: Kind
  /** Null: there is no such thing. */
  find: (id: Id<Kind>) => Promise<object | null>
}

/** One thing to read, whose id stands in the path. */
export const readOne = <Kind extends string>({ path, kind: _kind, find }: ReadOne<Kind>): Route =>
  read({
    path,
    query: null,
    handle: async (c) => {
      const id = idIn<Kind>(c)
      const screen = id ? await find(id) : null
      return screen ? c.json(screen) : missing(c)
    },
  })

type ChangeOne<Kind extends string, B extends z.ZodType | null> = Omit<Change<B>, 'handle'> & {
  kind: Kind
  handle: (c: Ask, body: Parameters<Change<B>['handle']>[1], id: Id<Kind>) => Answer
}

/** Something that changes the one thing whose id stands in the path. */
export const changeOne = <Kind extends string, B extends z.ZodType | null>({
  kind: _kind,
  handle,
  ...rest
}: ChangeOne<Kind, B>): Route =>
  change<B>({
    ...rest,
    handle: (c, body) => {
      const id = idIn<Kind>(c)
      return id ? handle(c, body, id) : missing(c)
    },
  })

export const missing = (c: Ask): Response =>
  c.json({ code: 'not_found', message: 'There is nothing here. It may have been deleted.' }, 404)

/** A refusal of a command, in words. */
export const refused = (c: Ask, refusal: Refusal, message: string): Response =>
  c.json({ code: refusal.code, message }, 409)

/** Wrong input that only the command could see, beside its field. */
export const unfit = (c: Ask, problems: readonly Problem[]): Response =>
  c.json({ code: 'invalid', message: 'Please check what is marked.', problems }, 422)

/** A refusal beside its field, or for the whole when it belongs to none. */
export const unsaved = (c: Ask, refusal: Refusal, told: Problem): Response =>
  told.path === '' ? refused(c, refusal, told.message) : unfit(c, [told])

export const done = (c: Ask): Response => c.json({ ok: true })
