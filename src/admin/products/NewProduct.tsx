import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { SyntheticEvent } from 'react'
import { useNavigate } from 'react-router'

import { ask, problemsOf } from '../api.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'

const text = words.products

export function NewProduct({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const navigate = useNavigate()
  const create = useMutation({
    mutationFn: (title: string) => ask<{ id: string }>('POST', '/products', { title }),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['products'] })
      void navigate(`/products/${id}`, { replace: true })
    },
  })
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    create.mutate(String(new FormData(event.currentTarget).get('title') ?? ''))
  }
  return (
    <Modal opened={opened} onClose={onClose} title={text.addTitle} centered>
      <form className="stack" onSubmit={submit} noValidate>
        <p className="soft">{text.addText}</p>
        <TextInput
          name="title"
          label={text.fieldTitle}
          data-autofocus
          maxLength={300}
          error={problemsOf(create.error)['title']}
        />
        <div className="buttons">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {text.create}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
