import { ActionIcon, NumberInput, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconX } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { NewOrderPreview, VariantChoice } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Card } from '../components/Card.tsx'
import { showMoney } from '../components/format.ts'
import { words } from '../messages/index.ts'
import type { FormPart } from './new-order.ts'

const text = words.newOrder
const labelOf = ({ title, hint }: VariantChoice): string => (hint === '' ? title : `${title} · ${hint}`)

/** What is ordered, and how many of it. */
export function NewOrderLines({
  draft,
  problems,
  onChange,
  preview,
}: FormPart & { preview: NewOrderPreview | undefined }) {
  const { lines } = draft
  const set = (index: number, quantity: number): void =>
    onChange({ lines: lines.map((line, at) => (at === index ? { ...line, quantity } : line)) })
  return (
    <Card title={text.goods}>
      <ul className="lines pack chosen">
        {lines.map(({ variant, quantity }, index) => {
          const priced = preview?.lines.find(({ variantId }) => variantId === variant.id)
          return (
            <li key={variant.id}>
              <div>
                <strong>{variant.title}</strong>
                <p className="soft">
                  {variant.hint} {priced ? showMoney(priced.unit) : null}
                </p>
                {problems[`lines.${index}`] ? <p role="alert">{problems[`lines.${index}`]}</p> : null}
              </div>
              <NumberInput
                aria-label={text.quantity(labelOf(variant))}
                className="count"
                min={1}
                max={999}
                clampBehavior="strict"
                allowDecimal={false}
                value={quantity}
                onChange={(value) => set(index, Number(value) || 1)}
              />
              <ActionIcon
                variant="subtle"
                aria-label={text.remove(labelOf(variant))}
                onClick={() => onChange({ lines: lines.filter((_, at) => at !== index) })}
              >
                <IconX size={18} aria-hidden />
              </ActionIcon>
            </li>
          )
        })}
      </ul>
      <VariantSelect
        known={lines.map(({ variant }) => variant.id)}
        error={problems['lines']}
        onChoose={(variant) => onChange({ lines: [...lines, { variant, quantity: 1 }] })}
      />
    </Card>
  )
}

type SelectProps = { known: string[]; error: string | undefined; onChoose: (variant: VariantChoice) => void }

function VariantSelect({ known, error, onChoose }: SelectProps) {
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed, 200)
  const found = useQuery({
    queryKey: ['order-variants', search],
    queryFn: () => ask<VariantChoice[]>('GET', `/order-variants?search=${encodeURIComponent(search)}`),
    placeholderData: keepPreviousData,
  })
  const variants = (found.data ?? []).filter(({ id }) => !known.includes(id))
  return (
    <Select
      label={text.add}
      placeholder={text.addHint}
      searchable
      value={null}
      data={variants.map((variant) => ({ value: variant.id, label: labelOf(variant) }))}
      // The server has searched already.
      filter={({ options }) => options}
      nothingFoundMessage={text.none}
      searchValue={typed}
      onSearchChange={setTyped}
      error={error}
      onChange={(id) => {
        const variant = variants.find((one) => one.id === id)
        if (variant) onChoose(variant)
        setTyped('')
      }}
    />
  )
}
