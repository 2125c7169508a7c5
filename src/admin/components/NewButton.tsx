import { Button, type ButtonProps } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from 'react-router'

type Props = ButtonProps & { children: string } & ({ to: string } | { onClick: () => void })

/** Begins something new: on a screen of its own, or in a window over this one. */
export function NewButton(props: Props) {
  const icon = <IconPlus size={16} aria-hidden />
  if ('to' in props) return <Button component={Link} leftSection={icon} {...props} />
  return <Button leftSection={icon} {...props} />
}
