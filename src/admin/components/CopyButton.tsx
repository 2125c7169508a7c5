import { ActionIcon, CopyButton as Copy, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'

import { words } from '../messages/index.ts'

type Props = { value: string; what: string }

export function CopyButton({ value, what }: Props) {
  return (
    <Copy value={value} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? words.copied : words.copy(what)} withArrow>
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={words.copy(what)} onClick={copy}>
            {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
          </ActionIcon>
        </Tooltip>
      )}
    </Copy>
  )
}
