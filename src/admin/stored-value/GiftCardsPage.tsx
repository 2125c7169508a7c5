import { IconGift } from '@tabler/icons-react'
import { Link } from 'react-router'

import type { GiftCardRow } from '../../admin-api/types.ts'
import { showMoney } from '../components/format.ts'
import { List } from '../components/List.tsx'
import { ListTools } from '../components/ListTools.tsx'
import { NoneListed } from '../components/NoneListed.tsx'
import { type Column, Table } from '../components/Table.tsx'
import { useList } from '../components/use-list.ts'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'
import { CardBadge } from './CardBadge.tsx'
import { showEnd } from './days.ts'
import { NewGiftCard } from './NewGiftCard.tsx'
import { ValueScreen } from './ValueScreen.tsx'

const all = words.storedValue
const text = all.cards

export function GiftCardsPage() {
  const cards = useList<GiftCardRow>(['gift-cards'], '/gift-cards')
  return (
    <ValueScreen
      title={text.title}
      add={text.add}
      form={(choices, close) => <NewGiftCard choices={choices} onClose={close} />}
    >
      <List
        label={text.title}
        of={cards}
        tools={<ListTools label={text.title} views={text.views} placeholder={text.search} />}
        empty={<NoneListed icon={<IconGift aria-hidden />} text={text.empty} all="/gift-cards?view=all" />}
      >
        {(rows) => <Table columns={columns} rows={rows} keyOf={({ id }) => id} sorted="-made" />}
      </List>
    </ValueScreen>
  )
}

const columns: readonly Column<GiftCardRow>[] = [
  {
    name: all.columns.card,
    cell: ({ id, hint }) => (
      <Link className="row-link num" to={`/gift-cards/${id}`}>
        {all.ending(hint)}
      </Link>
    ),
  },
  { name: all.columns.whose, look: 'soft', sort: 'whose', cell: ({ recipientEmail }) => recipientEmail ?? text.nobody },
  {
    name: all.columns.valid,
    sort: 'ends',
    look: 'soft',
    cell: ({ expiresAt }) => (expiresAt ? all.until(showEnd(expiresAt)) : all.forever),
  },
  { name: all.columns.made, look: 'soft', sort: '-made', cell: ({ createdAt }) => <When at={createdAt} /> },
  { name: all.columns.state, cell: (card) => <CardBadge card={card} /> },
  {
    name: all.columns.left,
    look: 'end num',
    sort: '-left',
    cell: ({ balance, initial }) => (
      <>
        {showMoney(balance)}
        {balance.amount === initial.amount ? null : <span className="soft"> / {showMoney(initial)}</span>}
      </>
    ),
  },
]
