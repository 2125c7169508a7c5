import { IconPhoto } from '@tabler/icons-react'

type Props = { hash: string | null; alt?: string; size?: number }

/** A small picture of a product, or its empty frame. Every picture has a version of 160 pixels. */
export function Picture({ hash, alt = '', size = 40 }: Props) {
  const frame = { width: size, height: size }
  if (!hash)
    return (
      <span className="picture" style={frame}>
        <IconPhoto aria-hidden />
      </span>
    )
  return (
    <img className="picture" src={`/media/${hash}-160.webp`} alt={alt} {...frame} loading="lazy" decoding="async" />
  )
}
