import { Button, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconClipboard } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { ask, Refused } from '../api.ts'
import { FormModal } from '../components/FormModal.tsx'
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
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconClipboard size={16} aria-hidden />} onClick={open}>
        {text.open}
      </Button>
      {opened ? (
        <FormModal
          title={text.title}
          size="lg"
          action={text.set}
          onSubmit={() => set.mutate()}
          onClose={close}
          busy={set.isPending}
        >
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
        </FormModal>
      ) : null}
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
