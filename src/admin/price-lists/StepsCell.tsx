import { ActionIcon, Button } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'

import { MoneyInput } from '../components/MoneyInput.tsx'
import { words } from '../messages/index.ts'
import { NumberField } from '../promotions/NumberField.tsx'
import type { Step } from './PricesCard.tsx'

const text = words.priceLists.prices

type Props = {
  title: string
  currency: string
  steps: readonly Step[]
  error: string | undefined
  onChange: (steps: readonly Step[]) => void
}

/** From how many pieces on each costs what. */
export function StepsCell({ title, currency, steps, error, onChange }: Props) {
  const put = (index: number, changes: Partial<Step>): void =>
    onChange(steps.map((step, at) => (at === index ? { ...step, ...changes } : step)))
  const most = Math.max(0, ...steps.map(({ fromQuantity }) => fromQuantity ?? 0))
  const add = (): void => onChange([...steps, { fromQuantity: most === 0 ? 1 : Math.max(10, most * 2), amount: null }])
  return (
    <div className="steps">
      {steps.map((step, index) => (
        <div className="step" key={index}>
          <NumberField
            size="xs"
            w="4.5rem"
            aria-label={text.from(title)}
            rightSection={<span aria-hidden>+</span>}
            max={999}
            value={step.fromQuantity}
            onChange={(fromQuantity) => put(index, { fromQuantity })}
          />
          <MoneyInput
            size="xs"
            w="7.5rem"
            aria-label={text.amount(title)}
            currency={currency}
            leftSection={<span className="soft small">{currency}</span>}
            leftSectionWidth="2.6rem"
            value={step.amount}
            onChange={(amount) => put(index, { amount })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={text.removeStep}
            onClick={() => onChange(steps.filter((_, at) => at !== index))}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconPlus size={14} aria-hidden />}
        aria-label={`${steps.length === 0 ? text.firstStep : text.addStep}: ${title}`}
        onClick={add}
      >
        {steps.length === 0 ? text.firstStep : text.addStep}
      </Button>
      {error ? (
        <p className="wrong small" role="alert">
          {error}
        </p>
      ) : null}
    </div>
  )
}
