import { completePayments, type OrderDeps } from '#modules/order'
import type { Repeated, Scheduled } from './platform/jobs.ts'
import { tidy } from './platform/tidy.ts'

/** What is done again and again in every process; several at once do each other no harm. */
export const repeated = (orders: OrderDeps): Repeated[] => [
  { name: 'complete payments', everyMs: 10_000, run: () => completePayments(orders) },
]

/** What is done at set times, by one process. */
export const scheduled = ({ db }: OrderDeps): Scheduled[] => [{ name: 'tidy', cron: '17 3 * * *', run: () => tidy(db) }]
