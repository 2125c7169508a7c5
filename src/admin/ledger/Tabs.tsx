import { TabLinks } from '../components/TabLinks.tsx'
import { words } from '../messages/index.ts'

const { tabs } = words.ledger

const screens = [
  { to: '/finance', name: tabs.books, end: true },
  { to: '/finance/journal', name: tabs.journal },
  { to: '/finance/payouts', name: tabs.payouts },
]

export const Tabs = () => <TabLinks label={tabs.label} screens={screens} />
