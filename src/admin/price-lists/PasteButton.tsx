import { Button, Modal, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconClipboard } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type SyntheticEvent, useState } from 'react'

import { ask, Refused } from '../api.ts'
import { say } from '../components/said.ts'
import { words } from '../messages/index.ts'

const text = words.priceLists.paste

type Props = { listId: string; version: number; onSaved: (version: number) => void }

/** Prices by SKU, copied from a spreadsheet: all of them or none. */
export function PasteButton({ listId, version, onSaved }: Props) {
  const [opened, { open, close }] = useDisclosure()
  const [pasted, setPasted] = useState('')
  const set = useMutation({
    mutationFn: () =>
      ask<{ version: number; read: number }>('POST', `/price-lists/${listId}/paste`, { version, text: pasted }),
    onSuccess: (answer) => {
      say(text.done(answer.read))
      setPasted('')
      close()
      onSaved(answer.version)
    },
  })
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    set.mutate()
  }
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconClipboard size={16} aria-hidden />} onClick={open}>
        {text.open}
      </Button>
      <Modal opened={opened} onClose={close} title={text.title} centered size="lg">
        <form className="stack" onSubmit={submit} noValidate>
          <p className="soft small">{text.text}</p>
          <Textarea
            label={text.field}
            placeholder={text.example}
            data-autofocus
            autosize
            minRows={8}
            maxRows={20}
            value={pasted}
            error={set.error ? <Said error={set.error} /> : null}
            onChange={(event) => setPasted(event.currentTarget.value)}
          />
          <div className="buttons">
            <Button variant="default" onClick={close}>
              {words.cancel}
            </Button>
            <Button type="submit" loading={set.isPending}>
              {text.set}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  )
}

/** What is wrong, line by line. */
function Said({ error }: { error: Error }) {
  const problems = error instanceof Refused ? (error.failure.problems ?? []) : []
  const said = problems.length > 0 ? problems.map(({ message }) => message) : [error.message]
  return said.map((message) => (
    <span className="said" key={message}>
      {message}
    </span>
  ))
}
