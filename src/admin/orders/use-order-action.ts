import { useMutation } from '@tanstack/react-query'

import { ask } from '../api.ts'
import { say, sayNo } from '../components/said.ts'
import { queries } from '../queries.ts'

type Order = { id: string; version?: number }
type After = { said?: string; onDone?: () => void }

/**
 * Does something with an order in the version that was seen, says so, then shows what has become of it; also when it was
 * refused, for then it is not as shown.
 */
export function useOrderAction({ id, version }: Order, action: string, after: After = {}) {
  return useMutation({
    mutationFn: (body: object) =>
      ask('POST', `/orders/${id}/${action}`, version === undefined ? body : { version, ...body }),
    onError: sayNo,
    onSuccess: () => {
      if (after.said) say(after.said)
      after.onDone?.()
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['order', id] })
      void queries.invalidateQueries({ queryKey: ['orders'] })
      void queries.invalidateQueries({ queryKey: ['home'] })
      void queries.invalidateQueries({ queryKey: ['money'] })
    },
  })
}
