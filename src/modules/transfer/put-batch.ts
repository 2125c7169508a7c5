import { ok, refuse } from '#kernel/result'
import { command, type Db, type Tx } from '#platform/db'
import { isAboutData, isPassing } from './faults.ts'
import { putProducts, type Put, type PutOptions } from './put-products.ts'
import type { ProductRecord } from './record.ts'

/** As `Put`, or what the database had against it. */
export type BatchPut = Put | { state: 'broken'; message: string }

export type Batch = {
  records: readonly ProductRecord[]
  options: PutOptions
  /** False: everything is done, and undone again. */
  apply: boolean
  /** Runs at the end of the transaction that stores the products. */
  note: (tx: Tx, puts: readonly BatchPut[]) => Promise<void>
}

const TRIES = 4

/**
 * Puts a batch in one transaction. If the database refuses it as a whole, each product gets a transaction of its own, so
 * that only the odd one is left out.
 */
export async function putBatch(db: Db, batch: Batch): Promise<BatchPut[]> {
  try {
    return (await patiently(() => allOf(db, batch))) ?? (await patiently(() => together(db, batch)))
  } catch (error) {
    if (!isAboutData(error)) throw error
  }
  const puts: BatchPut[] = []
  for (const record of batch.records) puts.push(await alone(db, { ...batch, records: [record], note: async () => {} }))
  if (batch.apply) await command(db, async (tx) => ok(await batch.note(tx, puts)))
  return puts
}

/** Null when one was refused: everything is undone, and each is to be tried behind a savepoint. */
async function allOf(db: Db, { records, options, apply, note }: Batch): Promise<BatchPut[] | null> {
  let puts: Put[] = []
  await command(db, async (tx) => {
    puts = await putProducts(tx, records, { ...options, allOrNothing: true })
    if (!apply || puts.some((put) => put.state === 'refused')) return refuse({ code: 'undo' })
    return ok(await note(tx, puts))
  })
  return puts.some((put) => put.state === 'refused') ? null : puts
}

async function together(db: Db, { records, options, apply, note }: Batch): Promise<BatchPut[]> {
  let puts: Put[] = []
  await command(db, async (tx) => {
    puts = await putProducts(tx, records, options)
    if (!apply) return refuse({ code: 'dry_run' })
    return ok(await note(tx, puts))
  })
  return puts
}

async function alone(db: Db, batch: Batch): Promise<BatchPut> {
  try {
    const [put] = await patiently(() => together(db, batch))
    return put ?? { state: 'broken', message: 'nothing came of it' }
  } catch (error) {
    if (!isAboutData(error)) throw error
    return { state: 'broken', message: error.message }
  }
}

async function patiently<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await run()
    } catch (error) {
      if (tries === TRIES || !isPassing(error)) throw error
    }
  }
}
