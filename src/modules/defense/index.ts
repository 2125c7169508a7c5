export { admitPayment, type DefenseDeps, type DefenseRefusal } from './admit.ts'
export type { Challenge, Proof } from './proof.ts'
export { emptyTries, openOrdersFrom, tidyTries } from './store.ts'
