import { Button, Modal } from '@mantine/core'
import { useEffect } from 'react'
import { useBlocker } from 'react-router'

import { words } from '../messages/index.ts'

type Props = { dirty: boolean; busy: boolean; onSave: () => void; onDiscard: () => void }

/** Appears with the first change; Cmd or Ctrl and S saves; leaving asks. */
export function SaveBar({ dirty, busy, onSave, onDiscard }: Props) {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 's' || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      if (dirty && !busy) onSave()
    }
    const leave = (event: BeforeUnloadEvent): void => {
      if (dirty) event.preventDefault()
    }
    window.addEventListener('keydown', press)
    window.addEventListener('beforeunload', leave)
    return () => {
      window.removeEventListener('keydown', press)
      window.removeEventListener('beforeunload', leave)
    }
  }, [dirty, busy, onSave])
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname,
  )
  return (
    <>
      {dirty ? (
        <section className="save-bar" aria-label={words.unsaved}>
          <span>{words.unsaved}</span>
          <Button variant="default" onClick={onDiscard} disabled={busy}>
            {words.discard}
          </Button>
          <Button onClick={onSave} loading={busy}>
            {words.save}
          </Button>
        </section>
      ) : null}
      <Modal opened={blocker.state === 'blocked'} onClose={() => blocker.reset?.()} title={words.leave.title} centered>
        <div className="stack">
          <p>{words.leave.text}</p>
          <div className="buttons">
            <Button variant="default" data-autofocus onClick={() => blocker.reset?.()}>
              {words.leave.stay}
            </Button>
            <Button color="red" onClick={() => blocker.proceed?.()}>
              {words.leave.go}
            </Button>
          </div>
        </div>
      </Modal>
    </>
  )
}
