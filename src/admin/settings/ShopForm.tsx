import { Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { SettingsScreen, ShopForm as Shop } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Card } from '../components/Card.tsx'
import { say, sayNo } from '../components/said.ts'
import { SaveBar } from '../components/SaveBar.tsx'
import { useProblems } from '../components/use-problems.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'

const text = words.settings

type Props = { screen: SettingsScreen; onSaved: (screen: SettingsScreen) => void; onDiscard: () => void }

export function ShopForm({ screen, onSaved, onDiscard }: Props) {
  const [base] = useState(screen.shop)
  const [shop, setShop] = useState(base)
  const set = (changes: Partial<Shop>): void => setShop((old) => ({ ...old, ...changes }))
  const save = useMutation({
    mutationFn: () => ask<SettingsScreen>('PUT', '/settings/shop', { ...shop, version: screen.version }),
    onError: sayNo,
    onSuccess: (saved) => {
      say(text.saved)
      void queries.invalidateQueries({ queryKey: ['orders', 'shop'] })
      onSaved(saved)
    },
  })
  const problems = useProblems(save.error, shop)
  const field = (name: 'name' | 'email' | 'phone') => ({
    label: text[name],
    value: shop[name],
    error: problems[name],
    maxLength: 200,
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
  })
  const bankField = (name: keyof Shop['bank']) => ({
    label: text[name],
    value: shop.bank[name],
    error: problems[`bank.${name}`],
    maxLength: 200,
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) =>
      set({ bank: { ...shop.bank, [name]: event.currentTarget.value } }),
  })
  return (
    <>
      <Card title={text.shop}>
        <p className="soft">{text.shopText}</p>
        <TextInput {...field('name')} />
        <div className="fields two">
          <TextInput {...field('email')} type="email" description={text.emailHint} inputWrapperOrder={order} />
          <TextInput {...field('phone')} type="tel" />
        </div>
        <Textarea
          label={text.address}
          description={text.addressHint}
          inputWrapperOrder={order}
          autosize
          minRows={3}
          maxLength={1000}
          value={shop.address}
          error={problems['address']}
          onChange={(event) => set({ address: event.currentTarget.value })}
        />
      </Card>
      <Card title={text.announcement}>
        <p className="soft">{text.announcementText}</p>
        {(['en', 'de'] as const).map((language) => (
          <TextInput
            key={language}
            label={text.announcementIn[language]}
            value={shop.announcement[language]}
            error={problems[`announcement.${language}`]}
            maxLength={300}
            onChange={(event) => set({ announcement: { ...shop.announcement, [language]: event.currentTarget.value } })}
          />
        ))}
      </Card>
      <Card title={text.bank}>
        <p className="soft">{text.bankText}</p>
        <div className="fields two">
          <TextInput {...bankField('holder')} />
          <TextInput {...bankField('bankName')} />
          <TextInput {...bankField('iban')} />
          <TextInput {...bankField('bic')} />
        </div>
      </Card>
      <SaveBar
        dirty={JSON.stringify(shop) !== JSON.stringify(base) && !save.isSuccess}
        busy={save.isPending}
        onSave={() => save.mutate()}
        onDiscard={onDiscard}
      />
    </>
  )
}

/** The hint below its field, so that fields of a row stay in line. */
const order: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']
