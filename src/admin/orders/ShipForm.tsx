import { Autocomplete, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'

import type { OrderDetail } from '../../admin-api/types.ts'
import { problemsOf } from '../api.ts'
import { FormModal } from '../components/FormModal.tsx'
import { Picture } from '../components/Picture.tsx'
import { words } from '../messages/index.ts'
import { carriers, trackingPage } from './carriers.ts'
import { leftOf } from './left-of.ts'
import { useOrderAction } from './use-order-action.ts'

const text = words.orders.detail

/** Packs a parcel: everything that is left, unless somebody says less. Made for a phone at the packing table. */
export function ShipForm({ order, onClose }: { order: OrderDetail; onClose: () => void }) {
  const open = order.lines.filter((line) => leftOf(line) > 0)
  const [counts, setCounts] = useState(() => new Map(open.map((line) => [line.id, leftOf(line)])))
  const [carrier, setCarrier] = useState('')
  const [trackingNumber, setNumber] = useState('')
  const [typedUrl, setUrl] = useState<string | null>(null)
  const trackingUrl = typedUrl ?? trackingPage(carrier, trackingNumber)
  const ship = useOrderAction(order, 'fulfill', { said: text.shipped, onDone: onClose })
  const problems = problemsOf(ship.error)
  const lines = [...counts].filter(([, quantity]) => quantity > 0).map(([lineId, quantity]) => ({ lineId, quantity }))
  const pieces = lines.reduce((all, line) => all + line.quantity, 0)

  const submit = (): void => {
    ship.mutate({ lines, carrier, trackingNumber, trackingUrl })
  }
  return (
    <FormModal
      title={text.shipTitle}
      action={text.shipDo(pieces)}
      onSubmit={submit}
      onClose={onClose}
      busy={ship.isPending}
      off={pieces === 0}
      size="lg"
    >
      <p className="soft">{text.shipText}</p>
      <ul className="lines pack">
        {open.map((line) => (
          <li key={line.id}>
            <Picture hash={line.mediaHash} size={56} />
            <div>
              <strong>{line.title}</strong>
              <p className="soft">{[line.variantTitle, line.sku].filter(Boolean).join(' · ')}</p>
            </div>
            <NumberInput
              aria-label={text.pack([line.title, line.variantTitle].filter(Boolean).join(', '))}
              className="count"
              size="md"
              min={0}
              max={leftOf(line)}
              clampBehavior="strict"
              allowDecimal={false}
              allowNegative={false}
              value={counts.get(line.id) ?? 0}
              suffix={` ${text.ofLeft(leftOf(line))}`}
              onChange={(value) => setCounts(new Map(counts).set(line.id, Number(value) || 0))}
            />
          </li>
        ))}
      </ul>
      <div className="fields two">
        <Autocomplete label={text.carrier} data={carriers} value={carrier} onChange={setCarrier} maxLength={200} />
        <TextInput
          label={text.trackingNumber}
          value={trackingNumber}
          autoComplete="off"
          maxLength={200}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
      </div>
      <TextInput
        label={text.trackingUrl}
        description={text.trackingUrlHint}
        type="url"
        value={trackingUrl}
        error={problems['trackingUrl']}
        onChange={(event) => setUrl(event.currentTarget.value || null)}
      />
    </FormModal>
  )
}
