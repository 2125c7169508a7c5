import { Button, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'

import type { OrderDetail } from '../../admin-api/types.ts'
import { AskedButton } from '../components/AskedButton.tsx'
import { words } from '../messages/index.ts'
import { CancelForm } from './CancelForm.tsx'
import { MarkPaidForm } from './MarkPaidForm.tsx'
import { PayLinkForm } from './PayLinkForm.tsx'
import { RefundForm } from './RefundForm.tsx'
import { ShipForm } from './ShipForm.tsx'

const text = words.orders.detail
const money = words.orders.money

const forms = { pay: MarkPaidForm, ship: ShipForm, refund: RefundForm, link: PayLinkForm, cancel: CancelForm }
type Form = keyof typeof forms

/** What may be done is the server's to say; a button that is off says why. */
export function OrderActions({ order }: { order: OrderDetail }) {
  const [open, setOpen] = useState<Form | null>(null)
  const { can } = order
  const isOver = order.state === 'canceled' || order.state === 'completed'
  const Shown = open === null ? null : forms[open]
  return (
    <>
      <More can={can} onChoose={setOpen} />
      {can.markPaid === null ? (
        <Button variant={can.fulfill === null ? 'default' : 'filled'} onClick={() => setOpen('pay')}>
          {text.markPaid}
        </Button>
      ) : null}
      {isOver ? null : (
        <AskedButton why={can.fulfill} onClick={() => setOpen('ship')}>
          {text.ship}
        </AskedButton>
      )}
      {Shown ? <Shown order={order} onClose={() => setOpen(null)} /> : null}
    </>
  )
}

function More({ can, onChoose }: { can: OrderDetail['can']; onChoose: (form: Form) => void }) {
  if (can.cancel !== null && can.refund !== null && can.sendPayLink !== null) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" aria-label={words.more} px="xs">
          <IconDots size={18} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {can.sendPayLink === null ? <Menu.Item onClick={() => onChoose('link')}>{money.payLink} …</Menu.Item> : null}
        {can.refund === null ? <Menu.Item onClick={() => onChoose('refund')}>{money.refund} …</Menu.Item> : null}
        {can.cancel === null ? (
          <Menu.Item color="red" onClick={() => onChoose('cancel')}>
            {text.cancel} …
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}
