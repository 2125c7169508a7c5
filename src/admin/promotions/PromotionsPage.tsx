import { Button, Switch } from '@mantine/core'
import { IconDiscount, IconPlus } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'

import type { Page, PromotionRow } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Empty } from '../components/Empty.tsx'
import { showWhen } from '../components/format.ts'
import { ListTools } from '../components/ListTools.tsx'
import { Pager } from '../components/Pager.tsx'
import { Problem } from '../components/Problem.tsx'
import { sayNo } from '../components/said.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { StateBadge } from './StateBadge.tsx'

const text = words.promotions

export function PromotionsPage() {
  const [params] = useSearchParams()
  const promotions = useQuery({
    queryKey: ['promotions', params.toString()],
    queryFn: () => ask<Page<PromotionRow>>('GET', `/promotions?${params}`),
    placeholderData: keepPreviousData,
  })
  const busy = promotions.isPlaceholderData ? ' busy' : ''
  return (
    <main className="page" id="content">
      <title>{text.title}</title>
      <div className="page-head">
        <h1>{text.title}</h1>
        <div className="actions">
          <Button component={Link} to="/promotions/new" leftSection={<IconPlus size={16} aria-hidden />}>
            {text.add}
          </Button>
        </div>
      </div>
      <section className={`list as-cards${busy}`} aria-label={text.title} aria-busy={promotions.isFetching}>
        <ListTools label={text.title} views={text.views} placeholder={text.search} />
        {promotions.isError ? <Problem of={promotions} /> : null}
        {promotions.data ? <Table page={promotions.data} filtered={params.size > 0} /> : null}
      </section>
    </main>
  )
}

function Table({ page, filtered }: { page: Page<PromotionRow>; filtered: boolean }) {
  if (page.rows.length === 0) return <NoPromotions filtered={filtered} />
  return (
    <>
      <table>
        <thead>
          <tr>
            <th>{text.columns.name}</th>
            <th>{text.columns.state}</th>
            <th>{text.columns.when}</th>
            <th>{text.edit.active}</th>
            <th className="end">{text.columns.uses}</th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map((promotion) => (
            <Row key={promotion.id} promotion={promotion} />
          ))}
        </tbody>
      </table>
      <Pager total={page.total} page={page.page} pageSize={page.pageSize} />
    </>
  )
}

function Row({ promotion }: { promotion: PromotionRow }) {
  const { id, name, state, byCode, codes, uses, maxUses, priority, stacks } = promotion
  const facts = [
    byCode ? text.codes(codes) : text.automatic,
    priority === 0 ? null : `${text.edit.priority} ${priority}`,
    stacks ? null : text.words.alone,
  ].filter(Boolean)
  return (
    <tr>
      <td>
        <Link className="row-link" to={`/promotions/${id}`}>
          {name}
        </Link>
        <p className="soft small">{facts.join(' · ')}</p>
      </td>
      <td>
        <StateBadge state={state} />
      </td>
      <td className="soft small">
        <Dates promotion={promotion} />
      </td>
      <td>
        <OnOff id={id} name={name} isOn={state !== 'off'} />
      </td>
      <td className="end num hide-small">{text.usesOf(uses, maxUses)}</td>
    </tr>
  )
}

function Dates({ promotion: { startsAt, endsAt } }: { promotion: PromotionRow }) {
  const parts = [startsAt && text.from(showWhen(startsAt)), endsAt && text.until(showWhen(endsAt))].filter(Boolean)
  return parts.length === 0 ? text.always : parts.join(' ')
}

/** The row is a link; the switch in it is not. */
function OnOff({ id, name, isOn }: { id: string; name: string; isOn: boolean }) {
  const turn = useMutation({
    mutationFn: (active: boolean) => ask('POST', `/promotions/${id}/switch`, { active }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['promotions'] }),
    onError: sayNo,
  })
  return (
    <Switch
      className="above-row"
      aria-label={`${text.edit.active}: ${name}`}
      checked={turn.isPending ? turn.variables : isOn}
      onChange={(event) => turn.mutate(event.currentTarget.checked)}
    />
  )
}

function NoPromotions({ filtered }: { filtered: boolean }) {
  const icon = <IconDiscount aria-hidden />
  if (!filtered)
    return (
      <Empty icon={icon} title={text.empty.all} text={text.empty.allText}>
        <Link className="link" to="/promotions/new">
          {text.add}
        </Link>
      </Empty>
    )
  return (
    <Empty icon={icon} title={text.empty.none} text={text.empty.noneText}>
      <Link className="link" to="/promotions">
        {text.empty.showAll}
      </Link>
    </Empty>
  )
}
