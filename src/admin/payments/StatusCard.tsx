import { Button } from '@mantine/core'
import { useState } from 'react'

import type { WayToPay } from '../../admin-api/types.ts'
import { AskedButton } from '../components/AskedButton.tsx'
import { Card } from '../components/Card.tsx'
import { FormModal } from '../components/FormModal.tsx'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'
import { useWayAction } from './use-ways.ts'

const text = words.payments

type Props = { way: WayToPay; dirty: boolean; onRemoved: () => void }

/** On or off, and whether the keys work. */
export function StatusCard({ way, dirty, onRemoved }: Props) {
  const action = useWayAction()
  const removal = useWayAction(onRemoved)
  const name = text.names[way.code] ?? way.code
  const path = `${way.code}/${way.mode}`
  const flip = (): void =>
    action.mutate({
      method: 'POST',
      path: `${path}/switch`,
      body: { enabled: !way.enabled },
      said: way.enabled ? text.switchedOff(name) : text.switchedOn(name),
    })
  const busy = action.isPending || removal.isPending
  const hasKeys = way.needsKeys && way.isConnected
  return (
    <Card title={text.status}>
      <p>{way.enabled ? text.isOn : text.isOff}</p>
      {hasKeys ? <Tested way={way} /> : null}
      <div className="buttons wrap">
        <AskedButton
          why={way.isConnected ? null : text.connectFirst}
          loading={busy}
          variant={way.enabled ? 'default' : 'filled'}
          onClick={flip}
        >
          {way.enabled ? text.turnOff : text.turnOn}
        </AskedButton>
        {hasKeys ? (
          <>
            <AskedButton
              why={dirty ? text.testSaves : null}
              variant="default"
              loading={busy}
              onClick={() => action.mutate({ method: 'POST', path: `${path}/test`, said: '' })}
            >
              {text.testIt}
            </AskedButton>
            <Removal
              busy={busy}
              onRemove={() => removal.mutate({ method: 'DELETE', path: `${path}/keys`, said: text.removed })}
            />
          </>
        ) : null}
      </div>
      {action.error instanceof Error ? <p role="alert">{action.error.message}</p> : null}
    </Card>
  )
}

function Tested({ way: { account, checkedAt } }: { way: WayToPay }) {
  if (account === null || checkedAt === null) return <p className="soft">{text.neverTested}</p>
  return (
    <p role="status">
      {text.tested(account)}{' '}
      <span className="soft">
        {text.testedAt} <When at={checkedAt} />
      </span>
    </p>
  )
}

/** Asks once more: without the keys nothing can be refunded from here. */
function Removal({ busy, onRemove }: { busy: boolean; onRemove: () => void }) {
  const [asking, setAsking] = useState(false)
  const remove = (): void => {
    setAsking(false)
    onRemove()
  }
  return (
    <>
      <Button variant="subtle" color="red" disabled={busy} onClick={() => setAsking(true)}>
        {text.remove}
      </Button>
      {asking ? (
        <FormModal
          title={text.remove}
          action={text.remove}
          onSubmit={remove}
          onClose={() => setAsking(false)}
          busy={busy}
          danger
          keep={text.keep}
          begin="keep"
        >
          <p>{text.removeText}</p>
        </FormModal>
      ) : null}
    </>
  )
}
