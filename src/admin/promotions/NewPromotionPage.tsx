import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'

import type { PromotionChoices } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Back } from '../components/Back.tsx'
import { Problem } from '../components/Problem.tsx'
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
    <main className="page" id="content" aria-busy={choices.isPending}>
      <title>{text.addTitle}</title>
      <div className="page-head">
        <Back to="/promotions">{text.title}</Back>
        <h1>{text.addTitle}</h1>
      </div>
      {choices.isError ? <Problem of={choices} /> : null}
      {choices.data ? <Empty choices={choices.data} /> : null}
    </main>
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
