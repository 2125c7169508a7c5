import { Switch, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { CouponEdit, CouponRow } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { FormModal } from '../components/FormModal.tsx'
import { PeriodFields } from '../components/PeriodFields.tsx'
import { say, sayNo } from '../components/said.ts'
import { useProblems } from '../components/use-problems.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { NumberField } from './NumberField.tsx'

const text = words.promotions.code

const newCoupon: CouponEdit = { code: '', active: true, onlyFor: null, startsAt: null, endsAt: null, maxUses: null }

const fieldsOf = ({ code, active, onlyFor, startsAt, endsAt, maxUses }: CouponEdit): CouponEdit => ({
  code,
  active,
  onlyFor,
  startsAt,
  endsAt,
  maxUses,
})

type Props = { promotionId: string; coupon: CouponRow | null; onClose: () => void }

/** A code that is there keeps its code; all else can be changed. */
export function CodeForm({ promotionId, coupon, onClose }: Props) {
  const [draft, setDraft] = useState(() => fieldsOf(coupon ?? newCoupon))
  const set = (changes: Partial<CouponEdit>): void => setDraft((old) => ({ ...old, ...changes }))
  const path = `/promotions/${promotionId}/codes`
  const save = useMutation({
    mutationFn: () => (coupon ? ask('PUT', `${path}/${coupon.id}`, draft) : ask('POST', path, draft)),
    onSuccess: () => {
      say(text.saved)
      void queries.invalidateQueries({ queryKey: ['promotion-codes', promotionId] })
      void queries.invalidateQueries({ queryKey: ['promotions'] })
      onClose()
    },
    onError: sayNo,
  })
  const problems = useProblems(save.error, draft)
  return (
    <FormModal
      title={coupon ? `${text.edit}: ${coupon.code}` : text.add}
      action={text.save}
      onSubmit={() => save.mutate()}
      onClose={onClose}
      busy={save.isPending}
    >
      {coupon ? null : (
        <TextInput
          label={text.field}
          description={text.fieldHint}
          data-autofocus
          autoComplete="off"
          maxLength={60}
          value={draft.code}
          error={problems['code']}
          onChange={(event) => set({ code: event.currentTarget.value })}
        />
      )}
      <Switch
        label={text.active}
        checked={draft.active}
        onChange={(event) => set({ active: event.currentTarget.checked })}
      />
      <NumberField
        label={text.maxUses}
        description={text.maxUsesHint}
        value={draft.maxUses}
        error={problems['maxUses']}
        onChange={(maxUses) => set({ maxUses })}
      />
      <TextInput
        type="email"
        label={text.onlyFor}
        description={text.onlyForHint}
        autoComplete="off"
        value={draft.onlyFor ?? ''}
        error={problems['onlyFor']}
        onChange={(event) => set({ onlyFor: event.currentTarget.value === '' ? null : event.currentTarget.value })}
      />
      <PeriodFields value={draft} set={set} problems={problems} />
    </FormModal>
  )
}
