import { Button, Modal, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { type SyntheticEvent, useState } from 'react'

import type { Me } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { say, sayNo } from '../components/said.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'

const text = words.demo

/** On every screen while the demo is in the shop. Only the owner may empty it. */
export function DemoNotice({ me }: { me: Me }) {
  const [opened, { open, close }] = useDisclosure()
  return (
    <aside className="notice" aria-label={text.notice}>
      <p>{text.notice}</p>
      {me.role === 'owner' ? (
        <button type="button" className="link plain-button" onClick={open}>
          {text.start}
        </button>
      ) : null}
      <Modal opened={opened} onClose={close} title={text.title} centered>
        <EmptyForm onClose={close} />
      </Modal>
    </aside>
  )
}

function EmptyForm({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const isSure = typed.trim().toLowerCase() === text.word
  const empty = useMutation({
    mutationFn: () => ask('POST', '/demo/empty', { confirm: true }),
    onError: sayNo,
    onSuccess: () => {
      say(text.done)
      onClose()
      void queries.invalidateQueries()
    },
  })
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (isSure) empty.mutate()
  }
  return (
    <form className="stack" onSubmit={submit}>
      <p>{text.text}</p>
      <TextInput
        label={text.typed(text.word)}
        value={typed}
        autoComplete="off"
        data-autofocus
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className="buttons">
        <Button variant="default" onClick={onClose}>
          {text.keep}
        </Button>
        <Button type="submit" color="red" disabled={!isSure} loading={empty.isPending}>
          {text.empty}
        </Button>
      </div>
    </form>
  )
}
