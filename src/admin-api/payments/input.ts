import { z } from 'zod'

export const wayBody = z.strictObject({
  version: z.number().int(),
  fields: z.record(z.string().max(40), z.string().max(4000, 'That is too long')),
  captureMode: z.enum(['automatic', 'manual']),
  holdDays: z
    .number('How many days?')
    .int('Whole days, please')
    .min(1, 'At least one day')
    .max(365, 'At most a year')
    .nullable(),
  markets: z.array(z.string().max(40)).max(100),
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/, 'Countries are two capital letters, like DE'))
    .max(300, 'Those are more countries than there are'),
  currencies: z
    .array(z.string().regex(/^[A-Z]{3}$/, 'Currencies are three capital letters, like EUR'))
    .max(200, 'Those are too many'),
})

export const switchBody = z.strictObject({ enabled: z.boolean() })

const codes = ['stripe', 'paypal', 'mollie', 'sandbox', 'bank_transfer', 'cash_on_delivery', 'invoice'] as const

export const orderBody = z.strictObject({ codes: z.array(z.enum(codes)).max(codes.length) })

/** What stands in the path; anything else is not there. */
export const wayKey = z.object({ code: z.enum(codes), mode: z.enum(['live', 'test']) })
