import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'

import type { PromotionChoices } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Read } from '../components/Read.tsx'
import { Screen } from '../components/Screen.tsx'
import { words } from '../messages/index.ts'
import { newDraft } from './draft.ts'
import { PromotionForm } from './PromotionForm.tsx'

const text = words.promotions

export function NewPromotionPage() {
  const choices = useQuery({
    queryKey: ['promotion-choices'],
    queryFn: () => ask<PromotionChoices>('GET', '/promotion-choices'),
    staleTime: 60_000,
  })
  return (
    <Screen title={text.addTitle} back={{ to: '/promotions', name: text.title }} busy={choices.isPending}>
      <Read of={choices}>{(found) => <Empty choices={found} />}</Read>
    </Screen>
  )
}

function Empty({ choices }: { choices: PromotionChoices }) {
  const navigate = useNavigate()
  const [base] = useState(() => newDraft(choices))
  return (
    <PromotionForm
      base={base}
      choices={choices}
      saved={null}
      onSaved={(id, { byCode }) => void navigate(`/promotions/${id}${byCode ? '?tab=codes' : ''}`, { replace: true })}
      onReload={() => {}}
    />
  )
}
