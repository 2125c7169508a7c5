import { Alert, Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'

import type { UnmatchedView } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { FormModal } from '../components/FormModal.tsx'
import { showMoney } from '../components/format.ts'
import { say, sayNo } from '../components/said.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'

const money = words.orders.money

type Props = { orderId: string; unmatched: UnmatchedView }

/** Money that fits nothing: it goes back, which is asked twice, or is settled elsewhere. */
export function UnmatchedMoney({ orderId, unmatched: { id, amount, why, reference, state } }: Props) {
  const [returning, { open, close }] = useDisclosure()
  const deal = useMutation({
    mutationFn: (what: 'return' | 'keep') => ask('POST', `/unmatched-money/${id}/${what}`),
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
      {state === 'seen' ? (
        <div className="buttons">
          <Button variant="default" size="xs" loading={deal.isPending} onClick={() => deal.mutate('keep')}>
            {money.unmatchedKeep}
          </Button>
          <Button size="xs" onClick={open}>
            {money.unmatchedReturn}
          </Button>
        </div>
      ) : null}
      {returning ? (
        <FormModal
          title={money.unmatchedReturnTitle}
          action={money.unmatchedReturn}
          onSubmit={() => deal.mutate('return')}
          onClose={close}
          busy={deal.isPending}
          danger
          begin="keep"
        >
          <p>{money.unmatchedReturnText(showMoney(amount))}</p>
        </FormModal>
      ) : null}
    </Alert>
  )
}
