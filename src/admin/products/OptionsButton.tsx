import { Button, TagsInput, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { ProductEdit, ProductScreen } from '../../admin-api/types.ts'
import { ask, problemsOf } from '../api.ts'
import { FormModal } from '../components/FormModal.tsx'
import { say, sayNo } from '../components/said.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'

const text = words.products.options

type Props = { product: ProductEdit; dirty: boolean; onSaved: (screen: ProductScreen) => void }

/** What a shopper chooses between. It makes and takes variants, so what was typed elsewhere is saved before. */
export function OptionsButton({ product, dirty, onSaved }: Props) {
  const [opened, { open, close }] = useDisclosure()
  return (
    <>
      <Button variant="default" size="xs" disabled={dirty} title={dirty ? text.saveFirst : undefined} onClick={open}>
        {text.title}
      </Button>
      {opened ? <OptionsForm product={product} onSaved={onSaved} onClose={close} /> : null}
    </>
  )
}

type Option = { key: number; name: string; values: string[]; isNew: boolean }

const known = ({ options, variants }: ProductEdit): Option[] =>
  options.map((name, index) => ({
    key: index,
    name,
    values: [...new Set(variants.flatMap((variant) => variant.options[index] ?? []))],
    isNew: false,
  }))

type FormProps = Omit<Props, 'dirty'> & { onClose: () => void }

function OptionsForm({ product, onSaved, onClose }: FormProps) {
  const [options, setOptions] = useState(() => known(product))
  const save = useMutation({
    mutationFn: () =>
      ask<ProductScreen>('PUT', `/products/${product.id}/options`, {
        version: product.version,
        options: options.map(({ name, values }) => ({ name, values })),
      }),
    onError: sayNo,
    onSuccess: (screen) => {
      say(text.saved)
      void queries.invalidateQueries({ queryKey: ['products'] })
      onClose()
      onSaved(screen)
    },
  })
  const set = (key: number, changes: Partial<Option>): void =>
    setOptions((all) => all.map((option) => (option.key === key ? { ...option, ...changes } : option)))
  const add = (): void =>
    setOptions((all) => [...all, { key: (all.at(-1)?.key ?? -1) + 1, name: '', values: [], isNew: true }])
  const problems = Object.values(problemsOf(save.error))
  const count = options.reduce((all, { values }) => all * values.length, 1)
  return (
    <FormModal
      title={text.title}
      size="lg"
      action={text.save(count)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
      busy={save.isPending}
    >
      <p className="soft">{text.hint}</p>
      {problems.length > 0 ? (
        <p className="alarm" role="alert">
          {problems.join('. ')}
        </p>
      ) : null}
      {options.map((option) => (
        <OptionFields
          key={option.key}
          option={option}
          set={(changes) => set(option.key, changes)}
          remove={() => setOptions((all) => all.filter(({ key }) => key !== option.key))}
        />
      ))}
      <div>
        <Button variant="default" size="xs" onClick={add}>
          {text.add}
        </Button>
      </div>
    </FormModal>
  )
}

type FieldProps = { option: Option; set: (changes: Partial<Option>) => void; remove: () => void }

function OptionFields({ option, set, remove }: FieldProps) {
  return (
    <fieldset className="card body stack">
      <TextInput
        label={text.name}
        placeholder={text.nameExample}
        value={option.name}
        maxLength={100}
        required
        readOnly={!option.isNew}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TagsInput
        label={text.values}
        placeholder={text.valuesExample}
        value={option.values}
        acceptValueOnBlur
        onChange={(values) => set({ values })}
      />
      <div>
        <Button variant="subtle" color="red" size="xs" onClick={remove}>
          {text.remove(option.name)}
        </Button>
      </div>
    </fieldset>
  )
}
