export { admitPayment, type DefenseDeps, type DefenseRefusal } from './admit.ts'
export { PATIENCE_MS, type Challenge, type Proof } from './proof.ts'
export { emptyTries, openOrdersFrom, tidyTries } from './store.ts'
