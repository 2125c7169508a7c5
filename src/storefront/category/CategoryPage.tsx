import type { CategoryNode, Sort } from '#modules/search'
import { Breadcrumbs, type Crumb } from '../components/Breadcrumbs.tsx'
import { ProductList, type ListProps } from '../list/Listing.tsx'
import { href } from '../place.ts'

type Props = Omit<ListProps, 'path'> & { category: CategoryNode; way: readonly Crumb[] }

const sorts: readonly Sort[] = ['featured', 'newest', 'price_up', 'price_down']

export const CategoryPage = ({ category, way, ...list }: Props) => {
  const { place, words } = list
  return (
    <div className="wrap">
      <Breadcrumbs place={place} words={words} way={way} />
      <header className="list-head">
        <h1>{category.title}</h1>
        {category.descriptionHtml !== '' && (
          <div className="list-head__words" dangerouslySetInnerHTML={{ __html: category.descriptionHtml }} />
        )}
        {category.children.length > 0 && (
          <nav aria-label={words.subcategories}>
            <ul className="chips">
              {category.children.map((child) => (
                <li key={child.id}>
                  <a className="chip" href={href(place, child.path)}>
                    {child.title}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </header>
      <ProductList
        {...list}
        path={category.path}
        sorts={sorts}
        empty={<p className="empty__words">{list.listing.unfiltered > 0 ? words.nothingMatches : words.nothingHere}</p>}
      />
    </div>
  )
}
