import type { ProductScreen } from '../../admin-api/types.ts'
import { ById } from '../components/ById.tsx'
import { useEdited } from '../components/use-edited.ts'
import { ProductForm } from './ProductForm.tsx'

export function ProductPage() {
  const { query, round, reload, show } = useEdited<ProductScreen>('product', '/products')
  return (
    <ById of={query}>{(screen) => <ProductForm key={round} screen={screen} onSaved={show} onReload={reload} />}</ById>
  )
}
