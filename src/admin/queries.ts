import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'

import { Refused } from './api.ts'

/** Set when the server no longer knows us: the desk stays, the sign-in comes in front of it. */
export const signedOutKey = ['signed-out']

const tell = (error: unknown): void => {
  if (error instanceof Refused && error.status === 401) queries.setQueryData(signedOutKey, true)
}

export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: tell }),
  mutationCache: new MutationCache({ onError: tell }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) => count < 2 && error instanceof Refused && (error.status === 0 || error.status >= 500),
    },
  },
})
