import { Button, Modal, type ModalProps } from '@mantine/core'
import type { ReactNode, SyntheticEvent } from 'react'

import { words } from '../messages/index.ts'
import { useFocusBack } from './use-focus-back.ts'

type Props = {
  title: string
  /** What the last button says. */
  action: string
  onSubmit: () => void
  onClose: () => void
  /** It is being done: not a second time. */
  busy: boolean
  /** What cannot be taken back is red. */
  danger?: boolean
  /** There is nothing to do yet. */
  off?: boolean
  size?: ModalProps['size']
  /** What the way out says, where "Cancel" could be misread. */
  keep?: string
  /** A question without fields: where the keyboard begins. */
  begin?: 'keep' | 'action'
  /** Another thing that can be done here, before the two buttons. */
  aside?: ReactNode
  children: ReactNode
}

/** Something to fill in over the screen: Enter does it, Escape leaves it, a stray click beside it loses nothing. */
export function FormModal({ title, action, onSubmit, onClose, busy, off = false, size, ...rest }: Props) {
  const { danger = false, keep = words.cancel, begin, aside, children } = rest
  useFocusBack()
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (!busy && !off) onSubmit()
  }
  return (
    <Modal opened onClose={onClose} title={title} centered closeOnClickOutside={false} {...(size && { size })}>
      <form className="stack" onSubmit={submit} noValidate>
        {children}
        <div className="buttons">
          {aside}
          <Button variant="default" onClick={onClose} data-autofocus={begin === 'keep' || undefined}>
            {keep}
          </Button>
          <Button
            type="submit"
            loading={busy}
            disabled={off}
            {...(danger && { color: 'red' })}
            data-autofocus={begin === 'action' || undefined}
          >
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
