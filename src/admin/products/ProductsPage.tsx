import { IconBox } from '@tabler/icons-react'
import { Link, useSearchParams } from 'react-router'

import type { ProductRow } from '../../admin-api/types.ts'
import { Badge } from '../components/Badge.tsx'
import { showMoney } from '../components/format.ts'
import { List } from '../components/List.tsx'
import { ListTools } from '../components/ListTools.tsx'
import { NewButton } from '../components/NewButton.tsx'
import { NoneListed } from '../components/NoneListed.tsx'
import { Picture } from '../components/Picture.tsx'
import { Screen } from '../components/Screen.tsx'
import { type Column, Table } from '../components/Table.tsx'
import { useList } from '../components/use-list.ts'
import { words } from '../messages/index.ts'
import { NewProduct } from './NewProduct.tsx'

const text = words.products

export function ProductsPage() {
  const [params, setParams] = useSearchParams()
  const asked = new URLSearchParams(params)
  asked.delete('new')
  const products = useList<ProductRow>(['products'], '/products', asked)
  const setNew = (open: boolean): void =>
    setParams((old) => {
      const next = new URLSearchParams(old)
      if (open) next.set('new', '1')
      else next.delete('new')
      return next
    })
  return (
    <Screen title={text.title} actions={<NewButton onClick={() => setNew(true)}>{text.add}</NewButton>}>
      <List
        label={text.title}
        of={products}
        tools={<ListTools label={text.title} views={text.views} placeholder={text.search} />}
        empty={<NoneListed icon={<IconBox aria-hidden />} text={text.empty} all="/products" />}
      >
        {(rows) => <Table columns={columns} rows={rows} keyOf={({ id }) => id} />}
      </List>
      {params.has('new') ? <NewProduct onClose={() => setNew(false)} /> : null}
    </Screen>
  )
}

const columns: readonly Column<ProductRow>[] = [
  { name: text.columns.product, sort: 'title', cell: (product) => <Name product={product} /> },
  {
    name: text.columns.status,
    sort: 'status',
    cell: ({ status }) => (
      <Badge tone={status === 'active' ? 'good' : 'calm'} full={status !== 'draft'}>
        {text.status[status]}
      </Badge>
    ),
  },
  { name: text.columns.stock, cell: ({ available }) => <Stock available={available} /> },
  { name: text.columns.vendor, look: 'soft hide-small', sort: 'vendor', cell: ({ vendor }) => vendor },
  { name: text.columns.price, look: 'end num right-small', cell: (product) => <Price product={product} /> },
]

function Name({ product: { id, title, variants, sku, pictureHash } }: { product: ProductRow }) {
  const facts = [text.variants(variants), variants === 1 ? sku : null].filter(Boolean)
  return (
    <div className="with-picture">
      <Picture hash={pictureHash} />
      <div>
        <Link className="row-link" to={`/products/${id}`}>
          {title}
        </Link>
        <p className="soft small">{facts.join(' · ')}</p>
      </div>
    </div>
  )
}

function Stock({ available }: { available: number | null }) {
  if (available === null) return <span className="soft">{text.notCounted}</span>
  return <span className={available <= 0 ? 'alarm' : available <= 5 ? 'warn' : ''}>{text.stock(available)}</span>
}

function Price({ product: { priceFrom, variants } }: { product: ProductRow }) {
  if (!priceFrom) return <span className="soft">{text.notForSale}</span>
  const price = showMoney(priceFrom)
  return variants > 1 ? text.from(price) : price
}
