import { Button, SegmentedControl } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearchParams } from 'react-router'

import type { MailDetail } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { ById } from '../components/ById.tsx'
import { say, sayNo } from '../components/said.ts'
import { Screen } from '../components/Screen.tsx'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { MailBadge } from './MailBadge.tsx'

const text = words.mails

export function MailPage() {
  const { id = '' } = useParams()
  const mail = useQuery({ queryKey: ['mail', id], queryFn: () => ask<MailDetail>('GET', `/mails/${id}`) })
  return <ById of={mail}>{(found) => <Mail mail={found} />}</ById>
}

function Mail({ mail }: { mail: MailDetail }) {
  const [params, setParams] = useSearchParams()
  const asText = params.get('as') === 'text'
  return (
    <Screen
      narrow
      title={mail.subject}
      back={{ to: '/mails', name: text.title }}
      beside={<MailBadge state={mail.state} />}
      actions={
        <>
          {mail.canResend ? <Resend id={mail.id} /> : null}
          <SegmentedControl
            size="xs"
            value={asText ? 'text' : 'html'}
            data={[
              { value: 'html', label: text.html },
              { value: 'text', label: text.text },
            ]}
            onChange={(as) => setParams(as === 'text' ? { as } : {}, { replace: true })}
          />
        </>
      }
    >
      <div className="stack">
        <p className="soft">
          {text.to} {mail.to} · <When at={mail.at} />
          {mail.orderId && mail.orderNumber !== null ? (
            <>
              {' · '}
              <Link className="link" to={`/orders/${mail.orderId}`}>
                {text.order(mail.orderNumber)}
              </Link>
            </>
          ) : null}
        </p>
        {mail.error ? (
          <p className="alarm">
            {text.error}: {mail.error}
          </p>
        ) : null}
        {asText ? (
          <pre className="card mail-text">{mail.text}</pre>
        ) : (
          <iframe
            className="card mail-frame"
            title={text.frame}
            src={`/admin/api/mails/${mail.id}/html`}
            sandbox="allow-popups"
          />
        )}
      </div>
    </Screen>
  )
}

function Resend({ id }: { id: string }) {
  const resend = useMutation({
    mutationFn: () => ask('POST', `/mails/${id}/resend`),
    onSuccess: () => say(text.resent),
    onError: sayNo,
    onSettled: () =>
      void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('mail') }),
  })
  return (
    <Button variant="default" size="xs" loading={resend.isPending} onClick={() => resend.mutate()}>
      {text.resend}
    </Button>
  )
}
