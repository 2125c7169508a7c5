export { isEmail } from '#kernel/email'
export { normalizeEmail, type Customer, type CustomerGroup } from './customer.ts'
export { emptyCustomers } from './empty-customers.ts'
export { askForLink, readLink, signInBy, type AskedFrom, type SignInRefusal } from './link.ts'
export { linkTokenOf, sessionTokenOf, type LinkToken, type SessionToken } from './token.ts'
export {
  findCustomer,
  findCustomerByEmail,
  listCustomers,
  readGroups,
  type CustomerForEdit,
  type CustomerWish,
  type GroupWithCount,
} from './queries.ts'
export { ensureCustomer, saveCustomer, type SaveCustomerRefusal } from './save-customer.ts'
export { deleteGroup, saveGroup, type DeleteGroupRefusal, type SaveGroupRefusal } from './save-group.ts'
export { customerOfSession, renewSession, signOutCustomer } from './session.ts'
export { tidyCustomers } from './tidy.ts'
