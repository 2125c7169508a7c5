import { TabLinks } from '../components/TabLinks.tsx'
import { words } from '../messages/index.ts'

const { tabs } = words.storedValue

const screens = [
  { to: '/gift-cards', name: tabs.cards },
  { to: '/store-credit', name: tabs.credit },
  { to: '/stored-value', name: tabs.owed },
]

/** The three screens of what the shop owes. */
export const Tabs = () => <TabLinks label={tabs.label} screens={screens} />
