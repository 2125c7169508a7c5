import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'

import type { ValueChoices } from '../../admin-api/types.ts'
import { NewButton } from '../components/NewButton.tsx'
import { Screen } from '../components/Screen.tsx'
import { Tabs } from './Tabs.tsx'
import { useChoices } from './use-choices.ts'

type Props = {
  title: string
  /** What the button says that opens the form. */
  add: string
  form: (choices: ValueChoices, close: () => void) => ReactNode
  children: ReactNode
}

/** A list of what the shop owes, with the form that makes more of it. */
export function ValueScreen({ title, add, form, children }: Props) {
  const [isOpen, { open, close }] = useDisclosure()
  const choices = useChoices()
  return (
    <Screen
      title={title}
      actions={
        <NewButton onClick={open} disabled={!choices.data}>
          {add}
        </NewButton>
      }
    >
      {isOpen && choices.data ? form(choices.data, close) : null}
      <Tabs />
      {children}
    </Screen>
  )
}
