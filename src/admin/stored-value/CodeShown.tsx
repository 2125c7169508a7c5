import { Button, Modal } from '@mantine/core'

import { CopyButton } from '../components/CopyButton.tsx'
import { words } from '../messages/index.ts'

const text = words.storedValue.cards

/** The only time that anybody here sees the code. It stays until somebody says that they have it. */
export function CodeShown({ code, onSeen }: { code: string; onSeen: () => void }) {
  return (
    <Modal
      opened
      onClose={onSeen}
      title={text.code}
      centered
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <div className="stack">
        <p className="gift-code num">
          <strong>{code}</strong> <CopyButton value={code} what={text.code} />
        </p>
        <p className="soft">{text.codeText}</p>
        <div className="buttons">
          <Button onClick={onSeen} data-autofocus>
            {text.codeSeen}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
