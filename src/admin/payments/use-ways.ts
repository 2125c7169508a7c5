import { useMutation, useQuery } from '@tanstack/react-query'

import type { WaysScreen } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { say, sayNo } from '../components/said.ts'
import { queries } from '../queries.ts'

export const waysKey = ['payments']

export const useWays = () =>
  useQuery({
    queryKey: waysKey,
    queryFn: () => ask<WaysScreen>('GET', '/payments'),
    refetchOnWindowFocus: false,
    staleTime: 0,
  })

type Act = { method: 'POST' | 'PUT' | 'DELETE'; path: string; body?: unknown; said: string }

/** Something that changes a way to pay; every answer is the whole screen anew. */
export const useWayAction = (onDone?: () => void) =>
  useMutation({
    mutationFn: ({ method, path, body }: Act) => ask<WaysScreen>(method, `/payments/${path}`, body),
    onError: sayNo,
    onSuccess: (screen, { said }) => {
      queries.setQueryData(waysKey, screen)
      if (said !== '') say(said)
      onDone?.()
    },
  })
