import { format } from '#kernel/money'
import type { CartLineView, CartView } from '#modules/cart'
import { Icon } from '../components/Icon.tsx'
import { href, type Place } from '../place.ts'
import { LinePicture } from './CartLines.tsx'
import type { Media } from '../components/Picture.tsx'
import type { CartWords } from './messages.ts'

type Props = {
  place: Place
  words: CartWords
  cart: CartView
  line: CartLineView
  pictures: ReadonlyMap<string, Media>
}

/** What the drawer shows after something was put into the cart. */
export const Added = ({ place, words, cart, line, pictures }: Props) => (
  <div className="added">
    <button className="drawer__close" type="button" data-close="" aria-label={words.close}>
      <Icon name="close" />
    </button>
    <h2 className="added__title">{words.added(line.title)}</h2>
    <div className="added__line">
      <LinePicture line={line} pictures={pictures} />
      <div>
        <p className="added__name">{line.title}</p>
        {line.variantTitle !== '' && <p className="added__note">{line.variantTitle}</p>}
        <p className="added__note">
          {line.quantity} × {format(line.unit, place.locale)}
        </p>
      </div>
    </div>
    <p className="added__sum">
      <span>
        {words.subtotal}, {words.items(cart.count)}
      </span>
      <strong>{format(cart.subtotal, place.locale)}</strong>
    </p>
    <div className="added__ways">
      <a className="btn btn--wide" href={href(place, '/checkout')} data-no-prefetch="">
        {words.checkout}
      </a>
      <a className="btn btn--quiet btn--wide" href={href(place, '/cart')} data-no-prefetch="">
        {words.toCart}
      </a>
      <button className="link" type="button" data-close="">
        {words.goOn}
      </button>
    </div>
  </div>
)
