import { sql } from 'kysely'

import type { Tx } from './db.ts'
import { runNamed } from './prepared.ts'

/** What happened, by the module that did it: `order.placed`. */
export type EventType = `${string}.${string}`

export type ShopEvent = Readonly<{
  id: number
  type: EventType
  subjectId: string
  data: Record<string, unknown>
  actor: string
  at: Date
}>

type Recorded = { type: EventType; subjectId: string; data?: Record<string, unknown>; actor?: string }

/** What decides who hears of an event. */
export type Heard = Readonly<{ type: EventType; actor: string }>

/** Names of the jobs to run after an event; set once at start from `subscriptions.ts`. */
let listenersOf: (event: Heard) => readonly string[] = () => []

export function setListeners(find: (event: Heard) => readonly string[]): void {
  listenersOf = find
}

/**
 * Writes down what happened, and asks for a job that tells its listeners in the same transaction: both are there after
 * the commit, or neither. A listener runs at least once.
 */
export const recordEvent = (tx: Tx, event: Recorded): Promise<void> => recordEvents(tx, [event])

/** Several, in their order, in one statement and with one job. */
export async function recordEvents(tx: Tx, events: readonly Recorded[]): Promise<void> {
  const rows = events.map(({ type, subjectId, data = {}, actor = 'system' }, position) => ({
    type,
    subject_id: subjectId,
    data,
    actor,
    position,
  }))
  const kinds = new Map(rows.map(({ type, actor }) => [`${type} ${actor}`, { type, actor }]))
  const heard = [...kinds.values()].flatMap((kind) => listenersOf(kind).map((listener) => ({ ...kind, listener })))
  const event = sql`insert into events (type, subject_id, data, actor)
    select type, subject_id, data, actor from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as e(type text, subject_id uuid, data jsonb, actor text, position integer) order by position
    returning id, type, actor`
  if (heard.length === 0) {
    await runNamed(tx, 'record_events', event)
    return
  }
  const statement = sql`with event as (${event})
    select graphile_worker.add_job('listen', json_build_object('heard',
      json_agg(json_build_object('listener', l.listener, 'eventId', event.id) order by event.id)))
    from event join jsonb_to_recordset(${JSON.stringify(heard)}::jsonb) as l(type text, actor text, listener text)
      using (type, actor)`
  await runNamed(tx, 'record_heard_events', statement)
}
