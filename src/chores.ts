import { tidyCustomers } from '#modules/customer'
import { tidyTries } from '#modules/defense'
import { checkBooks } from '#modules/ledger'
import { recheckVat, type OrderDeps } from '#modules/order'
import { completePayments } from '#modules/settlement'
import { expireValue } from '#modules/stored-value'
import type { VatRegister } from '#modules/tax'
import type { Repeated, Scheduled } from './platform/jobs.ts'
import { tidy } from './platform/tidy.ts'

/** What is done again and again in every process; several at once do each other no harm. */
export const repeated = (orders: OrderDeps, tellShop: () => Promise<void>): Repeated[] => [
  { name: 'complete payments', everyMs: 10_000, run: () => completePayments(orders) },
  { name: 'messages of the test gateway', everyMs: 1000, run: tellShop },
]

/** What is done at set times, by one process. */
export const scheduled = ({ db, clock }: OrderDeps, register: VatRegister): Scheduled[] => [
  { name: 'tidy', cron: '17 3 * * *', run: () => tidy(db) },
  { name: 'tidy customers', cron: '27 3 * * *', run: () => tidyCustomers(db, clock.now()) },
  { name: 'expire gift cards and credit', cron: '7 * * * *', run: () => expireValue({ db, clock }) },
  { name: 'check the books', cron: '47 3 * * *', run: async () => void (await checkBooks(db, clock.now())) },
  { name: 'ask about VAT IDs', cron: '11 * * * *', run: async () => void (await recheckVat({ db, clock, register })) },
  { name: 'tidy payment tries', cron: '37 3 * * *', run: () => tidyTries(db) },
]
