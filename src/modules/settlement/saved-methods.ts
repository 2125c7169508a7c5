import type { SavedMethodId } from '#kernel/id'
import type { OrderDeps } from '#modules/order'
import { ask, forgetSavedMethod, methodsToForget, takeSavedMethod } from '#modules/payment'

/** Takes a saved way to pay from its customer, at once here and then at the gateway. False when it is not theirs. */
export async function deleteSavedMethod(
  deps: OrderDeps,
  whose: { id: SavedMethodId; customerId: string },
): Promise<boolean> {
  const taken = await takeSavedMethod(deps.db, whose)
  if (taken) await forgetSavedMethods(deps)
  return taken
}

/** Tells the gateways what customers do not want remembered; what they do not answer about is told again. */
export async function forgetSavedMethods(deps: OrderDeps): Promise<void> {
  for (const { id, gateway, ref, customerRef } of await methodsToForget(deps.db)) {
    const forget = deps.methods.gateway(gateway)?.deleteSavedMethod
    const forgotten = forget ? await ask(() => forget({ ref, customerRef })) : null
    const isUnknown = forgotten !== null && !forgotten.ok && forgotten.refusal.code === 'unknown'
    if (!isUnknown) await forgetSavedMethod(deps.db, id)
  }
}
