import { Autocomplete, Button, Modal, NativeSelect, NumberInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { type SyntheticEvent, useState } from 'react'

import type { StockPolicy, VariantEdit } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { say, sayNo } from '../components/said.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'

const text = words.products

type Props = { name: string; variantId: string; productId: string; level: VariantEdit['stock'] }

/** Stock is changed at once and with a reason, apart from the product: orders move it all the time. */
export function StockButton({ name, variantId, productId, level }: Props) {
  const [opened, { open, close }] = useDisclosure()
  const count = level.policy === 'untracked' ? '∞' : String(level.onHand - level.reserved)
  const title = name ? `${text.count.title} · ${name}` : text.count.title
  return (
    <>
      <Button variant="default" size="xs" miw="3.5rem" aria-label={`${title}: ${count}`} onClick={open}>
        {count}
      </Button>
      <Modal opened={opened} onClose={close} title={title} centered>
        <StockForm variantId={variantId} productId={productId} level={level} onClose={close} />
      </Modal>
    </>
  )
}

type FormProps = Omit<Props, 'name'> & { onClose: () => void }

const policies: StockPolicy[] = ['deny', 'continue', 'untracked']

function StockForm({ variantId, productId, level, onClose }: FormProps) {
  const [by, setBy] = useState(0)
  const [policy, setPolicy] = useState(level.policy)
  const [reason, setReason] = useState(text.count.reasons[0] ?? '')
  const adjust = useMutation({
    mutationFn: () => ask('POST', `/products/${productId}/stock`, { variantId, by, policy, reason }),
    onError: sayNo,
    onSuccess: () => {
      say(text.count.saved)
      void queries.invalidateQueries({ queryKey: ['product', productId] })
      void queries.invalidateQueries({ queryKey: ['products'] })
      onClose()
    },
  })
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    adjust.mutate()
  }
  return (
    <form className="stack" onSubmit={submit}>
      <p>
        {text.count.onHand}: <strong className="num">{level.onHand}</strong>{' '}
        {level.reserved > 0 ? <span className="soft">({text.edit.reserved(level.reserved)})</span> : null}
      </p>
      <div className="fields two">
        <NumberInput
          label={text.count.by}
          value={by}
          allowDecimal={false}
          onChange={(value) => setBy(Number(value) || 0)}
          data-autofocus
        />
        <NumberInput
          label={text.count.to}
          value={level.onHand + by}
          allowDecimal={false}
          onChange={(value) => setBy((Number(value) || 0) - level.onHand)}
        />
      </div>
      <NativeSelect
        label={text.count.policy}
        value={policy}
        data={policies.map((value) => ({ value, label: text.policies[value] }))}
        onChange={(event) => setPolicy(policies.find((one) => one === event.currentTarget.value) ?? policy)}
      />
      <Autocomplete
        label={text.count.reason}
        value={reason}
        data={text.count.reasons}
        maxLength={200}
        onChange={setReason}
      />
      <div className="buttons">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={adjust.isPending} disabled={by === 0 && policy === level.policy}>
          {text.count.save}
        </Button>
      </div>
    </form>
  )
}
