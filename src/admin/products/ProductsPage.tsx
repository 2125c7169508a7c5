import { Button } from '@mantine/core'
import { IconBox, IconPlus } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'

import type { Page, ProductRow } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Badge } from '../components/Badge.tsx'
import { Empty } from '../components/Empty.tsx'
import { showMoney } from '../components/format.ts'
import { ListTools } from '../components/ListTools.tsx'
import { Pager } from '../components/Pager.tsx'
import { Picture } from '../components/Picture.tsx'
import { Problem } from '../components/Problem.tsx'
import { words } from '../messages/index.ts'
import { NewProduct } from './NewProduct.tsx'

const text = words.products

export function ProductsPage() {
  const [params, setParams] = useSearchParams()
  const shown = new URLSearchParams(params)
  shown.delete('new')
  const products = useQuery({
    queryKey: ['products', shown.toString()],
    queryFn: () => ask<Page<ProductRow>>('GET', `/products?${shown}`),
    placeholderData: keepPreviousData,
  })
  const setNew = (open: boolean): void =>
    setParams((old) => {
      const next = new URLSearchParams(old)
      if (open) next.set('new', '1')
      else next.delete('new')
      return next
    })
  const busy = products.isPlaceholderData ? ' busy' : ''
  return (
    <main className="page" id="content">
      <title>{text.title}</title>
      <div className="page-head">
        <h1>{text.title}</h1>
        <div className="actions">
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setNew(true)}>
            {text.add}
          </Button>
        </div>
      </div>
      <section className={`list as-cards${busy}`} aria-label={text.title} aria-busy={products.isFetching}>
        <ListTools label={text.title} views={text.views} placeholder={text.search} />
        {products.isError ? <Problem of={products} /> : null}
        {products.data ? <Table page={products.data} filtered={shown.size > 0} /> : null}
      </section>
      <NewProduct opened={params.has('new')} onClose={() => setNew(false)} />
    </main>
  )
}

function Table({ page, filtered }: { page: Page<ProductRow>; filtered: boolean }) {
  if (page.rows.length === 0) return <NoProducts filtered={filtered} />
  return (
    <>
      <table>
        <thead>
          <tr>
            <th>{text.columns.product}</th>
            <th>{text.columns.status}</th>
            <th>{text.columns.stock}</th>
            <th>{text.columns.vendor}</th>
            <th className="end">{text.columns.price}</th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map((product) => (
            <Row key={product.id} product={product} />
          ))}
        </tbody>
      </table>
      <Pager total={page.total} page={page.page} pageSize={page.pageSize} />
    </>
  )
}

function Row({ product }: { product: ProductRow }) {
  const facts = [text.variants(product.variants), product.variants === 1 ? product.sku : null].filter(Boolean)
  return (
    <tr>
      <td>
        <div className="with-picture">
          <Picture hash={product.pictureHash} />
          <div>
            <Link className="row-link" to={`/products/${product.id}`}>
              {product.title}
            </Link>
            <p className="soft small">{facts.join(' · ')}</p>
          </div>
        </div>
      </td>
      <td>
        <Badge tone={product.status === 'active' ? 'good' : 'calm'} full={product.status !== 'draft'}>
          {text.status[product.status]}
        </Badge>
      </td>
      <td>
        <Stock available={product.available} />
      </td>
      <td className="soft hide-small">{product.vendor}</td>
      <td className="end num">
        <Price product={product} />
      </td>
    </tr>
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

function NoProducts({ filtered }: { filtered: boolean }) {
  const icon = <IconBox aria-hidden />
  if (!filtered) return <Empty icon={icon} title={text.empty.all} text={text.empty.allText} />
  return (
    <Empty icon={icon} title={text.empty.none} text={text.empty.noneText}>
      <Link className="link" to="/products">
        {text.empty.showAll}
      </Link>
    </Empty>
  )
}
