import { Autocomplete, Button, NativeSelect, NumberInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { StockPolicy, VariantEdit } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { FormModal } from '../components/FormModal.tsx'
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
      {opened ? (
        <StockForm title={title} variantId={variantId} productId={productId} level={level} onClose={close} />
      ) : null}
    </>
  )
}

type FormProps = Omit<Props, 'name'> & { title: string; onClose: () => void }

const policies: StockPolicy[] = ['deny', 'continue', 'untracked']

function StockForm({ title, variantId, productId, level, onClose }: FormProps) {
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
  return (
    <FormModal
      title={title}
      action={text.count.save}
      onSubmit={() => adjust.mutate()}
      onClose={onClose}
      busy={adjust.isPending}
      off={by === 0 && policy === level.policy}
    >
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
    </FormModal>
  )
}
