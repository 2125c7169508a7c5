/** What the screens of customers are told: instants are ISO strings, ids are text. */

export type CustomerRow = {
  id: string
  email: string
  name: string
  groupName: string | null
  /** Orders under this address that were not canceled. */
  orders: number
  createdAt: string
}

export type GroupChoice = { id: string; name: string }

export type CustomerEdit = { email: string; name: string; groupId: string | null }

/** `version` comes back with a save. */
export type CustomerScreen = CustomerEdit & {
  id: string
  version: number
  createdAt: string
  groups: GroupChoice[]
  /** Without a mail server a personal link lies among the kept mails. */
  sendsMail: boolean
}

export type GroupRow = {
  id: string
  code: string
  name: string
  version: number
  customers: number
  lists: number
}
