import { Button, Menu, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDots } from '@tabler/icons-react'

import type { OrderDetail } from '../../admin-api/types.ts'
import { AskedButton } from '../components/AskedButton.tsx'
import { showMoney } from '../components/format.ts'
import { say } from '../components/said.ts'
import { words } from '../messages/index.ts'
import { CancelForm } from './CancelForm.tsx'
import { PayLinkForm } from './PayLinkForm.tsx'
import { RefundForm } from './RefundForm.tsx'
import { ShipForm } from './ShipForm.tsx'
import { useOrderAction } from './use-order-action.ts'

const text = words.orders.detail
const money = words.orders.money

/** What may be done is the server's to say; a button that is off says why. */
export function OrderActions({ order }: { order: OrderDetail }) {
  const [shipping, ship] = useDisclosure()
  const [paying, pay] = useDisclosure()
  const [canceling, cancel] = useDisclosure()
  const [refunding, refund] = useDisclosure()
  const [linking, link] = useDisclosure()
  const { can } = order
  const isOver = order.state === 'canceled' || order.state === 'completed'
  return (
    <div className="actions">
      {can.cancel === null || can.refund === null || can.sendPayLink === null ? (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" aria-label={words.more} px="xs">
              <IconDots size={18} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {can.sendPayLink === null ? <Menu.Item onClick={link.open}>{money.payLink} …</Menu.Item> : null}
            {can.refund === null ? <Menu.Item onClick={refund.open}>{money.refund} …</Menu.Item> : null}
            {can.cancel === null ? (
              <Menu.Item color="red" onClick={cancel.open}>
                {text.cancel} …
              </Menu.Item>
            ) : null}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      {can.markPaid === null ? (
        <Button variant={can.fulfill === null ? 'default' : 'filled'} onClick={pay.open}>
          {text.markPaid}
        </Button>
      ) : null}
      {isOver ? null : (
        <AskedButton why={can.fulfill} onClick={ship.open}>
          {text.ship}
        </AskedButton>
      )}
      <Modal opened={paying} onClose={pay.close} title={text.markPaidTitle} centered>
        <MarkPaid order={order} onClose={pay.close} />
      </Modal>
      <Modal opened={shipping} onClose={ship.close} title={text.shipTitle} size="lg">
        <ShipForm order={order} onClose={ship.close} />
      </Modal>
      <Modal opened={refunding} onClose={refund.close} title={money.refundTitle(order.number)} size="lg">
        <RefundForm order={order} onClose={refund.close} />
      </Modal>
      <Modal opened={linking} onClose={link.close} title={money.payLinkTitle} centered>
        <PayLinkForm order={order} onClose={link.close} />
      </Modal>
      <Modal opened={canceling} onClose={cancel.close} title={text.cancelTitle(order.number)} centered>
        <CancelForm order={order} onClose={cancel.close} />
      </Modal>
    </div>
  )
}

function MarkPaid({ order, onClose }: { order: OrderDetail; onClose: () => void }) {
  const markPaid = useOrderAction(order.id, 'mark-paid')
  const done = (): void => {
    say(text.paid)
    onClose()
  }
  return (
    <div className="stack">
      <p>{text.markPaidText(showMoney(order.total))}</p>
      <div className="buttons">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button
          data-autofocus
          loading={markPaid.isPending}
          onClick={() => markPaid.mutate(undefined, { onSuccess: done })}
        >
          {text.markPaid}
        </Button>
      </div>
    </div>
  )
}
