import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'

import type { Page } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { useListAddress } from './address.ts'

/** A page of a list, as the address asks for it unless told. The last page stays while the next one is read. */
export function useList<Row>(key: readonly string[], path: string, asked?: URLSearchParams): UseQueryResult<Page<Row>> {
  const { params } = useListAddress()
  const search = (asked ?? params).toString()
  return useQuery({
    queryKey: [...key, search],
    queryFn: () => ask<Page<Row>>('GET', `${path}?${search}`),
    placeholderData: keepPreviousData,
  })
}

const wholePage = <Row>(rows: Row[]): Page<Row> => ({ rows, total: rows.length, page: 1, pageSize: rows.length })

/** A list that is short enough to be read whole. */
export const useWholeList = <Row>(key: readonly string[], path: string): UseQueryResult<Page<Row>> =>
  useQuery({ queryKey: key, queryFn: () => ask<Row[]>('GET', path), select: wholePage })
