import { ActionIcon, Button, FileButton, TextInput } from '@mantine/core'
import { IconArrowLeft, IconArrowRight, IconPhotoPlus, IconTrash } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'

import type { MediaEdit } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Picture } from '../components/Picture.tsx'
import { sayNo } from '../components/said.ts'
import { words } from '../messages/index.ts'
import type { Part } from './part.ts'

const text = words.products.edit

/** Pictures in their order. They are uploaded at once and belong to the product when it is saved. */
export function MediaCard({ draft, set, problems }: Part) {
  const [uploading, setUploading] = useState(0)
  const { media } = draft
  const upload = async (files: File[]): Promise<void> => {
    let known = media
    for (const [index, file] of files.entries()) {
      setUploading(files.length - index)
      const added = await ask<MediaEdit>('POST', '/media', file).catch(sayNo)
      if (added && !known.some(({ mediaId }) => mediaId === added.mediaId)) known = [...known, added]
      set({ media: known })
    }
    setUploading(0)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    void upload([...event.dataTransfer.files])
  }
  const move = (index: number, by: number): void => {
    const next = media.filter((_, at) => at !== index)
    const moved = media[index]
    if (moved) set({ media: next.toSpliced(index + by, 0, moved) })
  }
  return (
    // Dropping is a short cut for the mouse; the button does the same for everybody.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section className="card" aria-labelledby="media" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <header>
        <h2 id="media">{text.media}</h2>
        <div className="actions">
          <FileButton
            multiple
            accept="image/jpeg,image/png,image/webp,image/avif,image/gif"
            onChange={(files) => void upload(files)}
          >
            {(props) => (
              <Button
                {...props}
                variant="default"
                size="xs"
                loading={uploading > 0}
                leftSection={<IconPhotoPlus size={16} aria-hidden />}
              >
                {text.addMedia}
              </Button>
            )}
          </FileButton>
        </div>
      </header>
      <div className="body">
        {media.length === 0 ? <p className="soft">{text.noMedia}</p> : null}
        {problems['media'] ? <p className="alarm">{problems['media']}</p> : null}
        <ul className="media">
          {media.map((one, index) => (
            <li key={one.mediaId}>
              <Picture hash={one.hash} alt={one.alt} size={96} />
              <TextInput
                aria-label={text.alt}
                placeholder={text.alt}
                value={one.alt}
                maxLength={500}
                onChange={(event) => {
                  const alt = event.currentTarget.value
                  set({ media: media.map((other) => (other === one ? { ...other, alt } : other)) })
                }}
              />
              <Tools
                first={index === 0}
                last={index === media.length - 1}
                onMove={(by) => move(index, by)}
                onRemove={() => set({ media: media.filter((other) => other !== one) })}
              />
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

type ToolsProps = { first: boolean; last: boolean; onMove: (by: number) => void; onRemove: () => void }

function Tools({ first, last, onMove, onRemove }: ToolsProps) {
  const plain = { variant: 'subtle', color: 'gray', size: 'lg' } as const
  return (
    <div className="media-tools">
      <ActionIcon {...plain} aria-label={text.earlier} disabled={first} onClick={() => onMove(-1)}>
        <IconArrowLeft size={16} />
      </ActionIcon>
      <ActionIcon {...plain} aria-label={text.later} disabled={last} onClick={() => onMove(1)}>
        <IconArrowRight size={16} />
      </ActionIcon>
      <ActionIcon {...plain} aria-label={text.remove} onClick={onRemove}>
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  )
}
