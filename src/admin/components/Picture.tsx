import { IconPhoto } from '@tabler/icons-react'
import { useState } from 'react'

type Props = { hash: string | null; alt?: string; size?: number }

/** A small picture of a product, or its empty frame. One narrower than 160 pixels has no such version. */
export function Picture({ hash, alt = '', size = 40 }: Props) {
  const [lost, setLost] = useState<string | null>(null)
  const frame = { width: size, height: size }
  if (!hash || lost === hash)
    return (
      <span className="picture" style={frame}>
        <IconPhoto aria-hidden />
      </span>
    )
  return (
    <img
      className="picture"
      src={`/media/${hash}-160.webp`}
      alt={alt}
      {...frame}
      loading="lazy"
      decoding="async"
      onError={() => setLost(hash)}
    />
  )
}
