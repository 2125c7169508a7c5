import { NativeSelect } from '@mantine/core'
import { type Dispatch, type SetStateAction, useState } from 'react'

import type { ProductScreen } from '../../admin-api/types.ts'
import { Card } from '../components/Card.tsx'
import { words } from '../messages/index.ts'
import { type Draft, isOnSale } from './draft.ts'
import { OptionsButton } from './OptionsButton.tsx'
import type { Part } from './part.ts'
import { SaleWindow } from './SaleWindow.tsx'
import { VariantRow } from './VariantRow.tsx'

const text = words.products.edit

type Props = Part & {
  screen: ProductScreen
  change: Dispatch<SetStateAction<Draft>>
  dirty: boolean
  onSaved: (screen: ProductScreen) => void
}

/** Price and stock of every variant, a market at a time. */
export function VariantsCard({ draft, change, problems, screen, dirty, onSaved }: Props) {
  const { priceLists, product } = screen
  const [listId, setListId] = useState(priceLists[0]?.id ?? '')
  const list = priceLists.find(({ id }) => id === listId)
  const levels = new Map(product.variants.map(({ id, stock }) => [id, stock]))
  const hasOptions = draft.options.length > 0
  return (
    <Card
      title={hasOptions ? text.variants : text.one}
      actions={
        <>
          {' '}
          <OptionsButton product={product} dirty={dirty} onSaved={onSaved} />
          {list ? (
            <NativeSelect
              size="xs"
              aria-label={text.market}
              value={listId}
              data={priceLists.map(({ id, market, currency }) => ({ value: id, label: `${market} · ${currency}` }))}
              onChange={(event) => setListId(event.currentTarget.value)}
            />
          ) : null}
        </>
      }
    >
      {problems['variants'] ? (
        <p className="alarm" role="alert">
          {problems['variants']}
        </p>
      ) : null}
      <div className="grid-scroll">
        <table className="grid">
          <thead>
            <tr>
              {hasOptions ? <th>{draft.options.join(' · ')}</th> : null}
              {list ? (
                <>
                  <th>{text.price}</th>
                  <th title={text.compareAtHint}>{text.compareAt}</th>
                  <th>{text.sale}</th>
                </>
              ) : null}
              <th>{text.stock}</th>
              <th>{text.sku}</th>
              <th>{text.gtin}</th>
              <th>{text.weight}</th>
            </tr>
          </thead>
          <tbody>
            {draft.variants.map((variant) => (
              <VariantRow
                key={variant.id}
                variant={variant}
                list={list ?? null}
                level={levels.get(variant.id) ?? null}
                productId={draft.id}
                change={change}
              />
            ))}
          </tbody>
        </table>
      </div>
      {list && isOnSale(draft, list.id) ? <SaleWindow draft={draft} listId={list.id} change={change} /> : null}
    </Card>
  )
}
