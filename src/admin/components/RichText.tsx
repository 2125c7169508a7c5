import { ActionIcon, Tooltip } from '@mantine/core'
import { IconBold, IconClearFormatting, IconH2, IconItalic, IconLink, IconList } from '@tabler/icons-react'
import { useEffect, useId, useRef } from 'react'

import { words } from '../messages/index.ts'

const text = words.products.edit.editor

/** The browser's own editing, which is all that a description needs; the server cleans what comes of it. */
const run = (command: string, value?: string): void => void document.execCommand(command, false, value)

const tools = [
  { name: text.bold, Icon: IconBold, act: () => run('bold') },
  { name: text.italic, Icon: IconItalic, act: () => run('italic') },
  { name: text.heading, Icon: IconH2, act: () => run('formatBlock', 'h2') },
  { name: text.list, Icon: IconList, act: () => run('insertUnorderedList') },
  { name: text.link, Icon: IconLink, act: () => addLink() },
  { name: text.clear, Icon: IconClearFormatting, act: () => clear() },
]

function addLink(): void {
  const address = window.prompt(text.linkAsk, 'https://')
  if (address && /^(https?:\/\/|\/|mailto:)/.test(address)) run('createLink', address)
}

function clear(): void {
  run('removeFormat')
  run('formatBlock', 'p')
  run('unlink')
}

type Props = { label: string; value: string; onChange: (html: string) => void }

export function RichText({ label, value, onChange }: Props) {
  const id = useId()
  const area = useRef<HTMLDivElement>(null)
  useEffect(() => {
    run('defaultParagraphSeparator', 'p')
  }, [])
  useEffect(() => {
    if (area.current && area.current.innerHTML !== value) area.current.innerHTML = value
  }, [value])
  return (
    <div>
      <span className="field-label" id={id}>
        {label}
      </span>
      <div className="rich">
        <div className="rich-tools" role="toolbar" aria-label={text.label}>
          {tools.map(({ name, Icon, act }) => (
            <Tooltip key={name} label={name} withArrow>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={name}
                // The text keeps its selection.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => {
                  area.current?.focus()
                  act()
                }}
              >
                <Icon size={16} />
              </ActionIcon>
            </Tooltip>
          ))}
        </div>
        <div
          ref={area}
          className="rich-area"
          contentEditable
          // A field of formatted text: no element of HTML is that.
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="textbox"
          tabIndex={0}
          aria-multiline="true"
          aria-labelledby={id}
          onInput={(event) => onChange(event.currentTarget.innerHTML)}
        />
      </div>
    </div>
  )
}
