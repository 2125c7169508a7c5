import { MultiSelect, NumberInput, PasswordInput, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'

import type { WaysScreen, WayToPay } from '../../admin-api/types.ts'
import { Card } from '../components/Card.tsx'
import { countryName } from '../components/format.ts'
import { SaveBar } from '../components/SaveBar.tsx'
import { useProblems } from '../components/use-problems.ts'
import { words } from '../messages/index.ts'
import { draftOf, type Draft } from './draft.ts'
import { useWayAction } from './use-ways.ts'

const text = words.payments

type Props = {
  way: WayToPay
  choices: WaysScreen
  onDirty: (dirty: boolean) => void
  onReload: () => void
}

/** Keys and rules of a way to pay. */
export function WayForm({ way, choices, onDirty, onReload }: Props) {
  const [base] = useState(() => draftOf(way))
  const [draft, setDraft] = useState(base)
  const set = (changes: Partial<Draft>): void => setDraft((old) => ({ ...old, ...changes }))
  const save = useWayAction(onReload)
  const problems = useProblems(save.error, draft)
  const dirty = JSON.stringify(draft) !== JSON.stringify(base) && !save.isSuccess
  useEffect(() => onDirty(dirty), [dirty, onDirty])
  return (
    <>
      {way.fields.length === 0 ? null : (
        <KeysCard way={way} choices={choices} draft={draft} problems={problems} set={(fields) => set({ fields })} />
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
          placeholder={draft.markets.length === 0 ? text.everyMarket : ''}
          data={choices.markets.map(named)}
          value={draft.markets}
          error={problems['markets']}
          onChange={(chosen) => set({ markets: chosen })}
        />
        <div className="fields two">
          <Codes name="countries" choices={choices} draft={draft} problems={problems} set={set} />
          <Codes name="currencies" choices={choices} draft={draft} problems={problems} set={set} />
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

const named = ({ code, name }: { code: string; name: string }) => ({ value: code, label: name })

type CodesProps = Part & { name: 'countries' | 'currencies'; choices: WaysScreen }

/** Those that the shop sells to or in; what was chosen before stays a choice. */
function Codes({ name, choices, draft, problems, set }: CodesProps) {
  const all = [...new Set([...choices[name], ...draft[name]])]
  const wrong = Object.entries(problems).find(([path]) => path === name || path.startsWith(`${name}.`))?.[1]
  return (
    <MultiSelect
      label={text[name]}
      placeholder={draft[name].length === 0 ? text.every[name] : ''}
      searchable
      clearable
      data={all.map((code) => ({ value: code, label: name === 'countries' ? countryName(code) : code }))}
      value={draft[name]}
      error={wrong}
      onChange={(codes) => set({ [name]: codes })}
    />
  )
}

type KeysProps = {
  way: WayToPay
  choices: WaysScreen
  draft: Draft
  problems: Record<string, string>
  set: (fields: Record<string, string>) => void
}

function KeysCard({ way, choices, draft, problems, set }: KeysProps) {
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
        if (name === 'groups')
          return (
            <Groups
              key={key}
              {...field}
              choices={choices.groups}
              onChange={(value) => set({ ...draft.fields, [name]: value })}
            />
          )
        if (kind === 'secrets') return <Textarea key={key} {...field} autosize minRows={1} maxRows={4} />
        return kind === 'secret' ? <PasswordInput key={key} {...field} /> : <TextInput key={key} {...field} />
      })}
    </Card>
  )
}

type GroupsProps = {
  label: string
  description: string | undefined
  value: string
  error: string | undefined
  choices: WaysScreen['groups']
  onChange: (codes: string) => void
}

/** Kept as their codes with commas between them. A group that is gone stays to be taken away. */
function Groups({ value, choices, onChange, ...field }: GroupsProps) {
  const chosen = value.split(',').flatMap((code) => code.trim() || [])
  const gone = chosen.filter((code) => choices.every((group) => group.code !== code))
  return (
    <MultiSelect
      {...field}
      inputWrapperOrder={order}
      placeholder={chosen.length === 0 ? text.everybody : ''}
      clearable
      data={[...choices, ...gone.map((code) => ({ code, name: code }))].map(named)}
      value={chosen}
      onChange={(codes) => onChange(codes.join(', '))}
    />
  )
}
