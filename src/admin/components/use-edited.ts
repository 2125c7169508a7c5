import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'

import { ask } from '../api.ts'
import { queries } from '../queries.ts'

/**
 * The thing that the address names (or the only one there is) for a form: it is not read again behind the editor's back.
 * `round` is the key of the form, which starts anew after `reload` (read again) and `show` (the answer of a save).
 */
export function useEdited<Read>(name: string, path: string) {
  const { id = '' } = useParams()
  const [round, setRound] = useState(0)
  const query = useQuery({
    queryKey: [name, id],
    queryFn: () => ask<Read>('GET', id === '' ? path : `${path}/${id}`),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: 0,
    gcTime: 0,
  })
  const next = (): void => setRound((last) => last + 1)
  const reload = (): void => void query.refetch().then(next)
  const show = (read: Read): void => {
    queries.setQueryData([name, id], read)
    next()
  }
  return { id, query, round: `${id} ${round}`, reload, show }
}
