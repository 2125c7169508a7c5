import type { Picture as Media } from '#modules/catalog'
import { mediaUrl } from '#platform/images'
import { Picture } from '../components/Picture.tsx'
import type { Messages } from '../messages/index.ts'

type Props = { pictures: readonly Media[]; words: Messages; title: string }

const sizes = '(width < 56rem) 94vw, (width < 90rem) 55vw, 58vw'

/** The pictures in a row that can be swiped, small ones to jump to them, each to be seen larger. */
export const Gallery = ({ pictures, words, title }: Props) => {
  if (pictures.length === 0) return <div className="gallery gallery--empty" aria-hidden="true" />
  return (
    <product-gallery class={pictures.length === 1 ? 'gallery gallery--single' : 'gallery'} data-close={words.close}>
      <ul className="gallery__stage" data-stage="" aria-label={words.pictures}>
        {pictures.map((picture, index) => (
          <li className="gallery__picture" id={`picture-${index + 1}`} key={picture.id}>
            <a
              className="gallery__zoom"
              href={mediaUrl(picture.hash, picture.widths.at(-1) ?? picture.width, 'webp')}
              aria-label={`${words.zoom}: ${picture.alt || words.picture(index + 1, pictures.length)}`}
              data-zoom=""
              data-no-prefetch=""
            >
              <Picture
                media={picture}
                alt={picture.alt || title}
                sizes={sizes}
                most={1920}
                when={index === 0 ? 'first' : 'later'}
              />
            </a>
          </li>
        ))}
      </ul>
      {pictures.length > 1 && (
        <ul className="gallery__thumbs">
          {pictures.map((picture, index) => (
            <li key={picture.id}>
              <a
                className="gallery__thumb"
                href={`#picture-${index + 1}`}
                aria-label={words.picture(index + 1, pictures.length)}
                aria-current={index === 0 ? 'true' : undefined}
                data-thumb=""
              >
                <Picture media={picture} alt="" sizes="4.25rem" most={160} when="soon" />
              </a>
            </li>
          ))}
        </ul>
      )}
    </product-gallery>
  )
}
