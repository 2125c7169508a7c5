import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'

import type { ProductScreen } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Problem } from '../components/Problem.tsx'
import { queries } from '../queries.ts'
import { ProductForm } from './ProductForm.tsx'

/** What is being edited is not read again behind the editor's back. */
export function ProductPage() {
  const { id = '' } = useParams()
  const [round, setRound] = useState(0)
  const query = useQuery({
    queryKey: ['product', id],
    queryFn: () => ask<ProductScreen>('GET', `/products/${id}`),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: 0,
    gcTime: 0,
  })
  if (query.isPending) return <main className="page" id="content" aria-busy="true" />
  if (!query.data)
    return (
      <main className="page" id="content">
        <Problem of={query} />
      </main>
    )
  const show = (screen: ProductScreen): void => {
    queries.setQueryData(['product', id], screen)
    setRound(round + 1)
  }
  const reload = async (): Promise<void> => {
    await query.refetch()
    setRound(round + 1)
  }
  return <ProductForm key={`${id} ${round}`} screen={query.data} onSaved={show} onReload={() => void reload()} />
}
