import { useMutation } from '@tanstack/react-query'

import { ask } from '../api.ts'
import { sayNo } from '../components/said.ts'
import { queries } from '../queries.ts'

/** Does something with an order, then shows what has become of it; also when it was refused, for then it is not as shown. */
export function useOrderAction(orderId: string, action: string) {
  return useMutation({
    mutationFn: (body?: unknown) => ask('POST', `/orders/${orderId}/${action}`, body),
    onError: sayNo,
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['order', orderId] })
      void queries.invalidateQueries({ queryKey: ['orders'] })
      void queries.invalidateQueries({ queryKey: ['home'] })
    },
  })
}
