import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconGift, IconPlus } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'

import type { GiftCardRow, Page } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Empty } from '../components/Empty.tsx'
import { showMoney } from '../components/format.ts'
import { ListTools } from '../components/ListTools.tsx'
import { Pager } from '../components/Pager.tsx'
import { Problem } from '../components/Problem.tsx'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'
import { CardBadge } from './CardBadge.tsx'
import { showEnd } from './days.ts'
import { NewGiftCard } from './NewGiftCard.tsx'
import { Tabs } from './Tabs.tsx'
import { useChoices } from './use-choices.ts'

const all = words.storedValue
const text = all.cards

export function GiftCardsPage() {
  const [params] = useSearchParams()
  const [isOpen, { open, close }] = useDisclosure()
  const choices = useChoices()
  const cards = useQuery({
    queryKey: ['gift-cards', params.toString()],
    queryFn: () => ask<Page<GiftCardRow>>('GET', `/gift-cards?${params}`),
    placeholderData: keepPreviousData,
  })
  return (
    <main className="page" id="content">
      <title>{text.title}</title>
      <div className="page-head">
        <h1>{text.title}</h1>
        <div className="actions">
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open} disabled={!choices.data}>
            {text.add}
          </Button>
        </div>
      </div>
      {isOpen && choices.data ? <NewGiftCard choices={choices.data} onClose={close} /> : null}
      <Tabs />
      <section className="list as-cards" aria-label={text.title} aria-busy={cards.isFetching}>
        <ListTools label={text.title} views={text.views} placeholder={text.search} />
        {cards.isError ? <Problem of={cards} /> : null}
        {cards.data ? <Table page={cards.data} filtered={params.size > 0} /> : null}
      </section>
    </main>
  )
}

function Table({ page, filtered }: { page: Page<GiftCardRow>; filtered: boolean }) {
  if (page.rows.length === 0) return <NoCards filtered={filtered} />
  return (
    <>
      <table>
        <thead>
          <tr>
            <th>{all.columns.card}</th>
            <th>{all.columns.whose}</th>
            <th>{all.columns.valid}</th>
            <th>{all.columns.made}</th>
            <th>{all.columns.state}</th>
            <th className="end">{all.columns.left}</th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map((card) => (
            <tr key={card.id}>
              <td>
                <Link className="row-link num" to={`/gift-cards/${card.id}`}>
                  {all.ending(card.hint)}
                </Link>
              </td>
              <td className="soft">{card.recipientEmail ?? text.nobody}</td>
              <td className="soft">{card.expiresAt ? all.until(showEnd(card.expiresAt)) : all.forever}</td>
              <td className="soft">
                <When at={card.createdAt} />
              </td>
              <td>
                <CardBadge card={card} />
              </td>
              <td className="end num">
                {showMoney(card.balance)}
                {card.balance.amount === card.initial.amount ? null : (
                  <span className="soft"> / {showMoney(card.initial)}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Pager total={page.total} page={page.page} pageSize={page.pageSize} />
    </>
  )
}

function NoCards({ filtered }: { filtered: boolean }) {
  const icon = <IconGift aria-hidden />
  if (!filtered) return <Empty icon={icon} title={text.empty.all} text={text.empty.allText} />
  return (
    <Empty icon={icon} title={text.empty.none} text={text.empty.noneText}>
      <Link className="link" to="/gift-cards?view=all">
        {text.empty.showAll}
      </Link>
    </Empty>
  )
}
