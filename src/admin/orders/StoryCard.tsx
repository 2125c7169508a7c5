import { Button, Textarea } from '@mantine/core'
import { type SyntheticEvent, useState } from 'react'
import { Link } from 'react-router'

import type { OrderDetail } from '../../admin-api/types.ts'
import { Card } from '../components/Card.tsx'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'
import { useOrderAction } from './use-order-action.ts'

const text = words.orders.detail

type Entry = { key: string; at: string; title: string; by: string; body?: string; mailId?: string }

/** What happened, who did it, which mails went out, and what the team says to itself; the newest first. */
export function StoryCard({ order }: { order: OrderDetail }) {
  return (
    <Card title={text.story}>
      <NoteForm orderId={order.id} />
      <ol className="story">
        {entriesOf(order).map((entry) => (
          <li key={entry.key}>
            <p>
              {entry.mailId ? (
                <Link className="link" to={`/mails/${entry.mailId}`}>
                  {entry.title}
                </Link>
              ) : (
                <strong>{entry.title}</strong>
              )}{' '}
              <span className="soft">
                {entry.by} · <When at={entry.at} />
              </span>
            </p>
            {entry.body ? <p className="said">{entry.body}</p> : null}
          </li>
        ))}
      </ol>
    </Card>
  )
}

function entriesOf(order: OrderDetail): Entry[] {
  const events = order.story.map(({ type, at, by, data }, index): Entry => {
    const reason = text.reason[String(data['reason'] ?? '')]
    const title = text.events[type] ?? type
    return { key: `event ${index}`, at, title, by: by ? text.by(by) : '', ...(reason ? { body: reason } : {}) }
  })
  const notes = order.notes.map(({ at, by, body }, index): Entry => {
    return { key: `note ${index}`, at, title: text.noteLabel, by: by ? text.by(by) : '', body }
  })
  const mails = order.mails.map((mail): Entry => {
    return { key: mail.id, at: mail.at, title: mail.subject, by: text.mailStates[mail.state], mailId: mail.id }
  })
  return [...events, ...notes, ...mails].toReversed().toSorted((a, b) => b.at.localeCompare(a.at))
}

function NoteForm({ orderId }: { orderId: string }) {
  const [body, setBody] = useState('')
  const add = useOrderAction({ id: orderId }, 'notes', { onDone: () => setBody('') })
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    add.mutate({ body })
  }
  return (
    <form className="note-form" onSubmit={submit}>
      <Textarea
        aria-label={text.noteLabel}
        placeholder={text.notePlaceholder}
        autosize
        minRows={1}
        maxLength={5000}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      {body.trim() ? (
        <Button type="submit" variant="default" loading={add.isPending}>
          {text.addNote}
        </Button>
      ) : null}
    </form>
  )
}
