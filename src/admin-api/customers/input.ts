import { z } from 'zod'

import type { CustomerGroupId } from '#kernel/id'
import { isEmail, normalizeEmail } from '#modules/customer'
import { pageNumber, searchText, sortBy } from '../listing.ts'

const line = (most: number) => z.string().trim().max(most, 'That is too long')
const groupId = z
  .uuid()
  .transform((id) => id as CustomerGroupId)
  .nullable()

export const customerListQuery = z.strictObject({
  search: searchText,
  group: groupId.default(null),
  sort: sortBy(['name', 'group', 'since']),
  page: pageNumber,
})

const customer = {
  email: z
    .string()
    .max(400, 'That is too long')
    .transform(normalizeEmail)
    .refine(isEmail, 'An e-mail address looks like name@example.com'),
  name: line(200),
  groupId,
}
export const newCustomerInput = z.strictObject(customer)
export const customerInput = z.strictObject({ version: z.number().int(), ...customer })

const group = {
  code: line(60).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Small letters, digits and single hyphens only'),
  name: line(100).min(1, 'A group needs a name'),
}
export const newGroupInput = z.strictObject(group)
export const groupInput = z.strictObject({ version: z.number().int(), ...group })
