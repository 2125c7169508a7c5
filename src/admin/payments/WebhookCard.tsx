import { Card } from '../components/Card.tsx'
import { CopyButton } from '../components/CopyButton.tsx'
import { words } from '../messages/index.ts'

const text = words.payments

type Props = { url: string; events: readonly string[]; isReachable: boolean }

/** Where the gateway has to send its messages, to be copied. */
export const WebhookCard = ({ url, events, isReachable }: Props) => (
  <Card title={text.webhook}>
    <p className="soft">{events.length === 0 ? text.webhookMollie : text.webhookText}</p>
    {isReachable ? null : <p role="status">{text.notReachable}</p>}
    <p>
      <span className="soft">{text.address}</span>
      <br />
      <code className="copyable">{url}</code> <CopyButton value={url} what={text.address} />
    </p>
    {events.length === 0 ? null : (
      <details>
        <summary>{text.events}</summary>
        <ul>
          {events.map((name) => (
            <li key={name}>
              <code>{name}</code>
            </li>
          ))}
        </ul>
      </details>
    )}
  </Card>
)
