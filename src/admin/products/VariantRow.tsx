import { NumberInput, TextInput } from '@mantine/core'
import type { Dispatch, SetStateAction } from 'react'

import type { PriceListView, VariantEdit } from '../../admin-api/types.ts'
import { MoneyInput } from '../components/MoneyInput.tsx'
import { words } from '../messages/index.ts'
import { type Draft, type DraftPrice, type DraftVariant, priceIn, withPrice, withVariant } from './draft.ts'
import { StockButton } from './StockButton.tsx'

const text = words.products.edit

type Change = Dispatch<SetStateAction<Draft>>
type Props = {
  variant: DraftVariant
  list: PriceListView | null
  level: VariantEdit['stock'] | null
  productId: string
  change: Change
}

export function VariantRow({ variant, list, level, productId, change }: Props) {
  const name = variant.options.join(' · ')
  const label = (field: string): string => (name ? `${field}, ${name}` : field)
  const set = (changes: Partial<DraftVariant>): void => change((draft) => withVariant(draft, variant.id, changes))
  return (
    <tr>
      {variant.options.length > 0 ? <th scope="row">{name}</th> : null}
      {list ? <Prices variant={variant} list={list} label={label} change={change} /> : null}
      <td>{level ? <StockButton name={name} variantId={variant.id} productId={productId} level={level} /> : null}</td>
      <td>
        <TextInput
          size="xs"
          w="7.25rem"
          aria-label={label(text.sku)}
          value={variant.sku ?? ''}
          maxLength={200}
          onChange={(event) => set({ sku: event.currentTarget.value || null })}
        />
      </td>
      <td>
        <TextInput
          size="xs"
          w="8rem"
          inputMode="numeric"
          aria-label={label(text.gtin)}
          value={variant.gtin ?? ''}
          maxLength={14}
          onChange={(event) => set({ gtin: event.currentTarget.value.trim() || null })}
        />
      </td>
      <td>
        <NumberInput
          size="xs"
          w="4.5rem"
          hideControls
          min={0}
          max={10_000_000}
          allowDecimal={false}
          aria-label={label(text.weight)}
          value={variant.weightGrams ?? ''}
          onChange={(value) => set({ weightGrams: value === '' ? null : Number(value) })}
        />
      </td>
    </tr>
  )
}

type PricesProps = { variant: DraftVariant; list: PriceListView; label: (field: string) => string; change: Change }

function Prices({ variant, list, label, change }: PricesProps) {
  const price = priceIn(variant, list.id)
  const set = (changes: Partial<DraftPrice>): void =>
    change((draft) => withPrice(draft, variant.id, { ...changes, priceListId: list.id }))
  const plain = { size: 'xs', w: '5rem', currency: list.currency } as const
  return (
    <>
      <td>
        <MoneyInput
          {...plain}
          key={list.id}
          aria-label={label(text.price)}
          value={price.amount}
          onChange={(amount) => set({ amount })}
        />
      </td>
      <td>
        <MoneyInput
          {...plain}
          key={list.id}
          aria-label={label(text.compareAt)}
          value={price.compareAtAmount}
          onChange={(compareAtAmount) => set({ compareAtAmount })}
        />
      </td>
      <td>
        <MoneyInput
          {...plain}
          key={list.id}
          aria-label={label(text.sale)}
          value={price.saleAmount}
          onChange={(saleAmount) => set({ saleAmount })}
        />
      </td>
    </>
  )
}
