import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Link, useNavigation } from 'react-router'

import { words } from '../messages/index.ts'
import { changed, useListAddress } from './address.ts'

type Props = { label: string; views?: Record<string, string>; placeholder: string; children?: ReactNode }

/** Views as chips and a search, both kept in the address. */
export function ListTools({ label, views = {}, placeholder, children }: Props) {
  const { params } = useListAddress()
  const current = params.get('view') ?? Object.keys(views)[0]
  return (
    <div className="list-tools">
      {Object.keys(views).length === 0 ? null : (
        <ul className="chips" aria-label={label}>
          {Object.entries(views).map(([view, name], index) => (
            <li key={view}>
              <Link
                className="chip"
                to={{ search: changed(params, { view: index === 0 ? null : view }).toString() }}
                aria-current={view === current}
              >
                {name}
              </Link>
            </li>
          ))}
        </ul>
      )}
      <SearchField placeholder={placeholder} />
      {children}
    </div>
  )
}

function SearchField({ placeholder }: { placeholder: string }) {
  const { params, change } = useListAddress()
  const inAddress = params.get('search') ?? ''
  const [text, setText] = useState(inAddress)
  const [known, setKnown] = useState(inAddress)
  // The back button changes the address behind the field.
  if (inAddress !== known) {
    setKnown(inAddress)
    if (inAddress !== text.trim()) setText(inAddress)
  }
  const { state } = useNavigation()
  // Who types and then opens a row at once goes there, and is not held back by the search.
  const search = useDebouncedCallback((next: string) => {
    if (state === 'idle') change({ search: next.trim() }, true)
  }, 250)
  const type = (next: string): void => {
    setText(next)
    search(next)
  }
  return (
    <TextInput
      className="find"
      type="search"
      size="sm"
      aria-label={words.search}
      placeholder={placeholder}
      data-list-search
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={text ? <CloseButton size="sm" aria-label={words.clearSearch} onClick={() => type('')} /> : null}
    />
  )
}
