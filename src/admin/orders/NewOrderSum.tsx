import { NativeSelect } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'

import type { NewOrderPreview } from '../../admin-api/types.ts'
import { problemsOf } from '../api.ts'
import { showMoney } from '../components/format.ts'
import { words } from '../messages/index.ts'
import type { FormPart } from './new-order.ts'

const text = words.newOrder
const detail = words.orders.detail

type Props = FormPart & { preview: UseQueryResult<NewOrderPreview> }

/** What it comes to, and the ways to send it. */
export function NewOrderSum({ draft, onChange, preview }: Props) {
  const { data, error } = preview
  if (draft.lines.length === 0) return <p className="soft">{text.sumHint}</p>
  const isTold = Object.keys(problemsOf(error)).length > 0
  return (
    <>
      {error && !isTold ? <p role="alert">{error.message}</p> : null}
      {data ? (
        <>
          {data.shipping.length > 0 ? (
            <NativeSelect
              label={text.shipping}
              value={draft.shippingMethodId ?? ''}
              data={[
                { value: '', label: text.cheapest },
                ...data.shipping.map(({ id, name, price }) => ({ value: id, label: `${name} · ${showMoney(price)}` })),
              ]}
              onChange={(event) => onChange({ shippingMethodId: event.currentTarget.value || null })}
            />
          ) : null}
          <Sums data={data} />
        </>
      ) : null}
    </>
  )
}

function Sums({ data }: { data: NewOrderPreview }) {
  return (
    <dl className="sums">
      <div>
        <dt>{detail.subtotal}</dt>
        <dd>{showMoney(data.subtotal)}</dd>
      </div>
      {data.discount.amount > 0 ? (
        <div>
          <dt>{text.discount}</dt>
          <dd>−{showMoney(data.discount)}</dd>
        </div>
      ) : null}
      {data.shippingTotal ? (
        <div>
          <dt>{text.shipping}</dt>
          <dd>{showMoney(data.shippingTotal)}</dd>
        </div>
      ) : null}
      <div className={data.taxIncluded ? 'soft' : ''}>
        <dt>{data.taxIncluded ? text.taxIncluded : text.tax}</dt>
        <dd>{showMoney(data.tax)}</dd>
      </div>
      <div className="total">
        <dt>{detail.total}</dt>
        <dd>{showMoney(data.total)}</dd>
      </div>
    </dl>
  )
}
