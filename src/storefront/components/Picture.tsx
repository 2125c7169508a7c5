import { mediaUrl } from '#platform/images'

export type Media = Readonly<{ hash: string; width: number; height: number; widths: readonly number[]; color: string }>

type Props = {
  media: Media
  alt: string
  /** How wide it is shown, for the browser to choose a file: `(width < 40rem) 50vw, 25vw`. */
  sizes: string
  /** No file wider than this is offered. */
  most?: number
  /** Nor one narrower, where there are others. */
  least?: number
  /** `first`: the page's main picture; `soon`: above the fold; `later`: when it comes near. */
  when?: 'first' | 'soon' | 'later'
  className?: string
}

/** A picture in the best form the browser takes, on a bed of its own color, its place kept from the start. */
export const Picture = ({ media, alt, sizes, most = 1280, least = 0, when = 'later', className }: Props) => {
  const widths = media.widths.filter((width) => width <= most && width >= least)
  const offered = widths.length > 0 ? widths : media.widths.slice(0, 1)
  const fallback = offered.find((width) => width >= Math.min(most, 640)) ?? offered.at(-1) ?? media.width
  return (
    <picture>
      <source
        type="image/avif"
        srcSet={offered.map((width) => `${mediaUrl(media.hash, width, 'avif')} ${width}w`).join(', ')}
        sizes={sizes}
      />
      <img
        className={className}
        src={mediaUrl(media.hash, fallback, 'webp')}
        alt={alt}
        width={media.width}
        height={media.height}
        loading={when === 'later' ? 'lazy' : undefined}
        fetchPriority={when === 'first' ? 'high' : undefined}
        decoding={when === 'later' ? 'async' : undefined}
        style={{ backgroundColor: media.color }}
      />
    </picture>
  )
}
