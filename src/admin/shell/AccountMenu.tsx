import { Menu, useMantineColorScheme } from '@mantine/core'
import { IconCheck, IconLogout, IconUserCircle } from '@tabler/icons-react'

import type { Me } from '../../admin-api/types.ts'
import { words } from '../messages/index.ts'
import { signOut } from '../session/sign-out.ts'

const schemes = [
  { value: 'auto', name: words.auto },
  { value: 'light', name: words.light },
  { value: 'dark', name: words.dark },
] as const

export function AccountMenu({ me }: { me: Me }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <button type="button" className="side-link">
          <IconUserCircle aria-hidden />
          <span className="side-me">{me.name || me.email}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.email}</Menu.Label>
        <Menu.Divider />
        <Menu.Label>{words.appearance}</Menu.Label>
        {schemes.map(({ value, name }) => (
          <Menu.Item
            key={value}
            onClick={() => setColorScheme(value)}
            rightSection={colorScheme === value ? <IconCheck size={14} aria-hidden /> : null}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
          {words.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
