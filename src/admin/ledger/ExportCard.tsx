import { Button, Select } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { FinanceScreen } from '../../admin-api/types.ts'
import { ask, problemsOf } from '../api.ts'
import { Card } from '../components/Card.tsx'
import { monthChoices } from '../components/format.ts'
import { say, sayNo } from '../components/said.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'

const text = words.ledger.export
const files = ['journal', 'summary', 'taxes'] as const

/** The files of a month, and the clock by which a month begins. */
export function ExportCard({ screen }: { screen: FinanceScreen }) {
  const [chosen, setChosen] = useState<string | null>(null)
  // The month before this one is the one that is asked for.
  const month = chosen ?? screen.months[1] ?? screen.months[0]
  return (
    <Card title={text.title}>
      {month === undefined ? (
        <p className="soft">{text.none}</p>
      ) : (
        <>
          <Select
            label={text.month}
            data={monthChoices(screen.months)}
            value={month}
            onChange={setChosen}
            allowDeselect={false}
          />
          <div className="buttons from-start">
            {files.map((file) => (
              <Button
                key={file}
                component="a"
                variant="default"
                size="xs"
                href={`/admin/api/finance/export/${file}?month=${month}&mode=${screen.mode}`}
                download
                leftSection={<IconDownload size={14} aria-hidden />}
              >
                {text.files[file]}
              </Button>
            ))}
          </div>
          <p className="soft small">{text.hint}</p>
        </>
      )}
      <TimeZone timeZone={screen.timeZone} />
    </Card>
  )
}

function TimeZone({ timeZone }: { timeZone: string }) {
  const save = useMutation({
    mutationFn: (next: string) => ask('PUT', '/finance/time-zone', { timeZone: next }),
    onSuccess: () => {
      say(text.saved)
      return queries.invalidateQueries({ queryKey: ['finance'] })
    },
    onError: sayNo,
  })
  return (
    <Select
      label={text.timeZone}
      data={Intl.supportedValuesOf('timeZone')}
      value={timeZone}
      searchable
      allowDeselect={false}
      disabled={save.isPending}
      error={problemsOf(save.error)['timeZone']}
      onChange={(next) => next !== null && save.mutate(next)}
    />
  )
}
