import type { PaymentMethod, PaymentMethods } from './port.ts'

/** Ways to pay that never change while the shop runs. */
export const fixedMethods = (methods: readonly PaymentMethod[]): PaymentMethods => ({
  offered: () => methods,
  gateway: (name) =>
    methods.flatMap((method) => (method.kind === 'online' ? [method.gateway] : [])).find((gw) => gw.name === name) ??
    null,
})
