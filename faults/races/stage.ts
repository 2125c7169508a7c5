import { expect } from 'vitest'

import { inWords, judge } from '../oracle/judge.ts'
import type { Shot } from '../rig/race-gun.ts'
import { broken } from '../rig/ready.ts'
import { quiet, type Rig } from '../rig/rig.ts'
import { isDeep } from '../rig/rounds.ts'
import { signIn, type Staff } from '../rig/staff.ts'

/** The rig of a file of races, opened before its first one. */
export type Stage = { rig: Rig; staff: Staff }

export type TheStage = () => Stage

export const openedStage = async (rig: Rig): Promise<Stage> => ({ rig, staff: await signIn(rig.shopOf(0).url) })

/** All books agree, once everything has come to rest. */
export async function expectBooks({ rig }: Stage): Promise<void> {
  await quiet(rig.query)
  expect(inWords(await judge({ url: rig.url, history: rig.history }))).toEqual([])
}

/** What a deep run looks at after each race, the gate looks at once, after all of them. */
export async function expectBooksOfRace(stage: Stage): Promise<void> {
  if (isDeep) await expectBooks(stage)
}

/** The end of a file of races: what they left in the books, and the rig away. */
export async function closedStage(stage: Stage): Promise<void> {
  try {
    await expectBooks(stage)
  } finally {
    await stage.rig.close()
  }
}

/** Nobody was left without an answer, and no answer was a fault of the shop. */
export const expectSound = (shots: readonly Shot[]): void => expect(broken(shots)).toEqual([])

/** Counts of one variant. */
export async function stockOf({ rig }: Stage, variantId: string): Promise<{ on_hand: number; reserved: number }> {
  const [row] = await rig.query<{ on_hand: number; reserved: number }>(
    'select on_hand, reserved from stock_levels where variant_id = $1',
    [variantId],
  )
  if (!row) throw new Error('never counted')
  return row
}

/** Pieces in living orders. */
export async function soldOf({ rig }: Stage, variantId: string): Promise<number> {
  const [row] = await rig.query<{ sold: string }>(
    `select coalesce(sum(l.quantity), 0) as sold from order_lines l join orders o on o.id = l.order_id
     where l.variant_id = $1 and o.state <> 'canceled'`,
    [variantId],
  )
  return Number(row?.sold)
}

/** Living orders with this variant. */
export async function ordersWith({ rig }: Stage, variantId: string): Promise<OrderRow[]> {
  return rig.query<OrderRow>(
    `select distinct o.id, o.number::float8 as number, o.state, o.total_amount::float8 as total, o.email
     from order_lines l join orders o on o.id = l.order_id where l.variant_id = $1 and o.state <> 'canceled'`,
    [variantId],
  )
}

export type OrderRow = { id: string; number: number; state: string; total: number; email: string }

/** The product that a variant is of, as the desk's addresses name it. */
export async function productOf({ rig }: Stage, variantId: string): Promise<string> {
  const [row] = await rig.query<{ id: string }>('select product_id as id from variants where id = $1', [variantId])
  if (!row) throw new Error('no such variant')
  return row.id
}
