import {
  MultiSelect,
  NumberInput,
  PasswordInput,
  SegmentedControl,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useEffect, useState } from 'react'

import type { WaysScreen, WayToPay } from '../../admin-api/types.ts'
import { problemsOf } from '../api.ts'
import { Card } from '../components/Card.tsx'
import { SaveBar } from '../components/SaveBar.tsx'
import { words } from '../messages/index.ts'
import { draftOf, type Draft } from './draft.ts'
import { useWayAction } from './use-ways.ts'

const text = words.payments

type Props = {
  way: WayToPay
  markets: WaysScreen['markets']
  onDirty: (dirty: boolean) => void
  onReload: () => void
}

/** Keys and rules of a way to pay. */
export function WayForm({ way, markets, onDirty, onReload }: Props) {
  const [base] = useState(() => draftOf(way))
  const [draft, setDraft] = useState(base)
  const set = (changes: Partial<Draft>): void => setDraft((old) => ({ ...old, ...changes }))
  const save = useWayAction(onReload)
  const problems = problemsOf(save.error)
  const dirty = JSON.stringify(draft) !== JSON.stringify(base) && !save.isSuccess
  useEffect(() => onDirty(dirty), [dirty, onDirty])
  return (
    <>
      {way.fields.length === 0 ? null : (
        <KeysCard way={way} draft={draft} problems={problems} set={(fields) => set({ fields })} />
      )}
      <Card title={text.rules}>
        {way.isOnline && way.fields.length > 0 ? <CaptureChoice draft={draft} set={set} /> : null}
        {way.isOnline ? null : (
          <NumberInput
            label={text.holdDays}
            description={text.holdHint}
            inputWrapperOrder={order}
            value={draft.holdDays ?? ''}
            error={problems['holdDays']}
            allowDecimal={false}
            onChange={(value) => set({ holdDays: value === '' ? null : Number(value) })}
          />
        )}
        <MultiSelect
          label={text.marketsLabel}
          description={text.marketsHint}
          inputWrapperOrder={order}
          data={markets.map(({ code, name }) => ({ value: code, label: name }))}
          value={draft.markets}
          error={problems['markets']}
          onChange={(chosen) => set({ markets: chosen })}
        />
        <div className="fields two">
          <Codes name="countries" draft={draft} problems={problems} set={set} />
          <Codes name="currencies" draft={draft} problems={problems} set={set} />
        </div>
      </Card>
      <SaveBar
        dirty={dirty}
        busy={save.isPending}
        onSave={() =>
          save.mutate({
            method: 'PUT',
            path: `${way.code}/${way.mode}`,
            body: { ...draft, version: way.version },
            said: text.saved,
          })
        }
        onDiscard={() => setDraft(base)}
      />
    </>
  )
}

/** The hint below its field, so that fields of a row stay in line. */
const order: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

type Part = { draft: Draft; problems: Record<string, string>; set: (changes: Partial<Draft>) => void }

function CaptureChoice({ draft, set }: Omit<Part, 'problems'>) {
  return (
    <div>
      <p id="capture" className="field-label">
        {text.capture}
      </p>
      <SegmentedControl
        my={4}
        aria-labelledby="capture"
        value={draft.captureMode}
        data={[
          { value: 'automatic', label: text.automatic },
          { value: 'manual', label: text.manual },
        ]}
        onChange={(value) => set({ captureMode: value === 'manual' ? 'manual' : 'automatic' })}
      />
      <p className="soft small">{text.captureHint}</p>
    </div>
  )
}

/** Codes of two or three letters, typed one after the other. */
function Codes({ name, draft, problems, set }: Part & { name: 'countries' | 'currencies' }) {
  const wrong = Object.entries(problems).find(([path]) => path === name || path.startsWith(`${name}.`))?.[1]
  return (
    <TagsInput
      label={text[name]}
      description={name === 'countries' ? text.countriesHint : text.currenciesHint}
      inputWrapperOrder={order}
      value={draft[name]}
      error={wrong}
      splitChars={[',', ' ']}
      onChange={(codes) => set({ [name]: codes.map((code) => code.trim().toUpperCase()) })}
    />
  )
}

type KeysProps = {
  way: WayToPay
  draft: Draft
  problems: Record<string, string>
  set: (fields: Record<string, string>) => void
}

function KeysCard({ way, draft, problems, set }: KeysProps) {
  return (
    <Card title={way.isOnline ? text.keys : text.terms}>
      {way.isLocked ? <p role="alert">{text.lockedText}</p> : null}
      {way.fields.map(({ name, kind, hint }) => {
        const shared = {
          key: name,
          label: text.fieldNames[name] ?? name,
          description: hint === null ? text.hints[`${way.code}.${name}`] : text.kept(hint),
          inputWrapperOrder: order,
          value: draft.fields[name] ?? '',
          error: problems[`fields.${name}`],
          autoComplete: 'off',
          spellCheck: false,
          onChange: (event: { currentTarget: { value: string } }) =>
            set({ ...draft.fields, [name]: event.currentTarget.value }),
        }
        const { key, ...field } = shared
        if (kind === 'secrets') return <Textarea key={key} {...field} autosize minRows={1} maxRows={4} />
        return kind === 'secret' ? <PasswordInput key={key} {...field} /> : <TextInput key={key} {...field} />
      })}
    </Card>
  )
}
