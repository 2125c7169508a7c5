import type { ParcelView } from '../../admin-api/types.ts'
import { Card } from '../components/Card.tsx'
import { CopyButton } from '../components/CopyButton.tsx'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'

const text = words.orders.detail

export function ParcelsCard({ parcels }: { parcels: ParcelView[] }) {
  return (
    <Card title={text.parcels}>
      <ul className="rows">
        {parcels.map((parcel, index) => (
          <li key={parcel.id}>
            <div>
              <strong>{text.parcel(index + 1)}</strong>{' '}
              <span className="soft">
                <When at={parcel.shippedAt} />
              </span>
              <p className="soft">{parcel.lines.map((line) => `${line.quantity} × ${line.title}`).join(', ')}</p>
            </div>
            <Tracking parcel={parcel} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Tracking({ parcel }: { parcel: ParcelView }) {
  const name = [parcel.carrier, parcel.trackingNumber].filter(Boolean).join(' ')
  return (
    <span>
      {parcel.trackingUrl ? (
        <a className="link" href={parcel.trackingUrl} target="_blank" rel="noreferrer">
          {name || text.track}
        </a>
      ) : (
        name
      )}{' '}
      {parcel.trackingNumber ? <CopyButton value={parcel.trackingNumber} what={text.trackingNumber} /> : null}
    </span>
  )
}
