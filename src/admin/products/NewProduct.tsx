import { TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'

import { ask, problemsOf } from '../api.ts'
import { FormModal } from '../components/FormModal.tsx'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'

const text = words.products

export function NewProduct({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const [title, setTitle] = useState('')
  const create = useMutation({
    mutationFn: () => ask<{ id: string }>('POST', '/products', { title }),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['products'] })
      void navigate(`/products/${id}`, { replace: true })
    },
  })
  return (
    <FormModal
      title={text.addTitle}
      action={text.create}
      onSubmit={() => create.mutate()}
      onClose={onClose}
      busy={create.isPending}
    >
      <p className="soft">{text.addText}</p>
      <TextInput
        label={text.fieldTitle}
        data-autofocus
        maxLength={300}
        value={title}
        error={problemsOf(create.error)['title'] ?? create.error?.message}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
    </FormModal>
  )
}
