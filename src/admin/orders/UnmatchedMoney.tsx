import { Alert, Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { UnmatchedView } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { FormModal } from '../components/FormModal.tsx'
import { showMoney } from '../components/format.ts'
import { say, sayNo } from '../components/said.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'

const money = words.orders.money

type Props = { orderId: string; unmatched: UnmatchedView }

/** What ends it, as its button and the question after it say. */
const deals = {
  keep: { title: money.unmatchedKeepTitle, action: money.unmatchedKeep, text: money.unmatchedKeepText },
  return: { title: money.unmatchedReturnTitle, action: money.unmatchedReturn, text: money.unmatchedReturnText },
}
type Deal = keyof typeof deals

/** Money that fits nothing: it goes back, or is settled elsewhere. Both are asked twice. */
export function UnmatchedMoney({ orderId, unmatched: { id, amount, why, reference, state, failure } }: Props) {
  const [asked, setAsked] = useState<Deal | null>(null)
  const close = (): void => setAsked(null)
  const deal = useMutation({
    mutationFn: (what: Deal) => ask('POST', `/unmatched-money/${id}/${what}`),
    onError: sayNo,
    onSuccess: () => {
      say(money.unmatchedDone)
      close()
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: ['order', orderId] }),
  })
  return (
    <Alert color={state === 'seen' ? 'red' : 'gray'} title={money.unmatched}>
      <p>{money.unmatchedText}</p>
      <p>
        <strong>{showMoney(amount)}</strong> ({money.unmatchedWhy[why]}), {reference}: {money.unmatchedStates[state]}
      </p>
      {state === 'seen' && failure !== null ? <p>{money.unmatchedFailed(failure)}</p> : null}
      {state === 'seen' ? (
        <div className="buttons">
          <Button variant="default" size="xs" onClick={() => setAsked('keep')}>
            {money.unmatchedKeep}
          </Button>
          <Button size="xs" onClick={() => setAsked('return')}>
            {money.unmatchedReturn}
          </Button>
        </div>
      ) : null}
      {asked ? (
        <FormModal
          title={deals[asked].title}
          action={deals[asked].action}
          onSubmit={() => deal.mutate(asked)}
          onClose={close}
          busy={deal.isPending}
          danger
          begin="keep"
        >
          <p>{deals[asked].text(showMoney(amount))}</p>
        </FormModal>
      ) : null}
    </Alert>
  )
}
