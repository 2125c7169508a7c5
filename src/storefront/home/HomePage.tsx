import { plainText, type Page } from '#modules/content'
import type { CategoryNode, ListedCollection, ListedPicture, ListedProduct } from '#modules/search'
import { Grid } from '../components/cards.tsx'
import { Picture } from '../components/Picture.tsx'
import { RecentlyViewed } from '../components/RecentlyViewed.tsx'
import type { Messages } from '../messages/index.ts'
import { href, type Place } from '../place.ts'

type Row = Readonly<{ collection: ListedCollection; products: readonly ListedProduct[] }>

type Props = {
  place: Place
  words: Messages
  now: Date
  lead: Row | null
  leadPictures: readonly ListedProduct[]
  others: readonly Row[]
  categories: readonly Readonly<{ category: CategoryNode; picture: ListedPicture | null }>[]
  newest: readonly ListedProduct[]
  reduced: readonly ListedProduct[]
  about: Page | null
}

export const HomePage = ({
  place,
  words,
  now,
  lead,
  leadPictures,
  others,
  categories,
  newest,
  reduced,
  about,
}: Props) => {
  if (newest.length === 0)
    return (
      <div className="odd wrap">
        <h1>{words.emptyShop}</h1>
      </div>
    )
  return (
    <>
      <Hero place={place} words={words} lead={lead} pictures={leadPictures} />
      <section className="band wrap" aria-labelledby="categories">
        <div className="band__head">
          <h2 id="categories">{words.browse}</h2>
        </div>
        <Arches place={place} categories={categories} />
      </section>
      <Band title={words.newHere} id="newest" products={newest} place={place} now={now} />
      {others.map(({ collection, products }) => (
        <Band
          key={collection.id}
          title={collection.title}
          id={collection.slug}
          more={{ to: href(place, collection.path), label: words.lookAtAll }}
          products={products.slice(0, 4)}
          place={place}
          now={now}
        />
      ))}
      {reduced.length > 0 && <Band title={words.onSale} id="reduced" products={reduced} place={place} now={now} />}
      <RecentlyViewed place={place} words={words} />
      {about && (
        <section className="story">
          <div className="story__inner wrap">
            <h2>{about.title}</h2>
            <div>
              <p className="story__text">{firstSentences(plainText(about.bodyHtml))}</p>
              <p>
                <a className="link" href={href(place, `/pages/${about.slug}`)}>
                  {words.discover}
                </a>
              </p>
            </div>
          </div>
        </section>
      )}
    </>
  )
}

type HeroProps = Pick<Props, 'place' | 'words' | 'lead'> & { pictures: readonly ListedProduct[] }

/** The first collection, or the newest things, under three arches. */
const Hero = ({ place, words, lead, pictures }: HeroProps) => (
  <section className="hero wrap">
    <div className="hero__words">
      <h1 className="hero__title">{lead?.collection.title ?? words.newHere}</h1>
      {lead && lead.collection.descriptionHtml !== '' && (
        <p className="hero__text">{plainText(lead.collection.descriptionHtml)}</p>
      )}
      <a className="btn" href={lead ? href(place, lead.collection.path) : '#newest'}>
        {words.discover}
      </a>
    </div>
    <div className="hero__pictures">
      {pictures.map((product, index) => {
        const [picture] = product.pictures
        return (
          picture && (
            <a
              className="hero__arch"
              href={href(place, `/p/${product.slug}`)}
              aria-label={product.title}
              key={product.id}
            >
              <Picture
                media={picture}
                alt={picture.alt}
                sizes="(width < 60rem) 60vw, 40vw"
                when={index === 0 ? 'first' : 'soon'}
              />
            </a>
          )
        )
      })}
    </div>
  </section>
)

const Arches = ({ place, categories }: Pick<Props, 'place' | 'categories'>) => (
  <ul className="arches" style={{ '--columns': columnsFor(categories.length) }}>
    {categories.map(({ category, picture }) => {
      return (
        <li key={category.id}>
          <a className="arch-link" href={href(place, category.path)}>
            <span className="arch">
              {picture && <Picture media={picture} alt="" sizes="(width < 40rem) 46vw, 23vw" most={960} />}
            </span>
            <span className="arch-link__title">{category.title}</span>
          </a>
        </li>
      )
    })}
  </ul>
)

type BandProps = Pick<Props, 'place' | 'now'> & {
  title: string
  id: string
  products: readonly ListedProduct[]
  more?: { to: string; label: string }
}

const Band = ({ title, id, products, place, now, more }: BandProps) => (
  <section className="band wrap" aria-labelledby={id}>
    <div className="band__head">
      <h2 id={id}>{title}</h2>
      {more && (
        <a className="link" href={more.to}>
          {more.label}
        </a>
      )}
    </div>
    <Grid products={products} place={place} now={now} heading="h3" wide />
  </section>
)

/** Rows of one length, where that goes. */
const columnsFor = (count: number): number => (count <= 6 ? count : ([4, 5, 3].find((each) => count % each === 0) ?? 4))

/** About three hundred letters, ending with a sentence. */
function firstSentences(text: string): string {
  const end = text.slice(0, 360).lastIndexOf('. ')
  return end === -1 ? text.slice(0, 360) : text.slice(0, end + 1)
}
