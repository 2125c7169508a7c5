import { AddToCart } from './add-to-cart.ts'
import { AutoSubmit } from './auto-submit.ts'
import { CartCount } from './cart-count.ts'
import { CheckoutForm } from './checkout-form.ts'
import { CustomerName } from './customer-name.ts'
import { FilterList } from './filter-list.ts'
import { MenuFlyout } from './menu-flyout.ts'
import { prefetchOnIntent } from './prefetch.ts'
import { ProductGallery } from './product-gallery.ts'
import { ProofOfWork } from './proof-of-work.ts'
import { RecentlyViewed } from './recently-viewed.ts'
import { SearchBox } from './search-box.ts'
import { VariantPicker } from './variant-picker.ts'

// Every page works without any of this; styles that only make sense with it ask for this class.
document.documentElement.classList.add('scripted')

customElements.define('menu-flyout', MenuFlyout)
customElements.define('cart-count', CartCount)
customElements.define('customer-name', CustomerName)
customElements.define('search-box', SearchBox)
customElements.define('product-gallery', ProductGallery)
customElements.define('variant-picker', VariantPicker)
customElements.define('add-to-cart', AddToCart)
customElements.define('filter-list', FilterList)
customElements.define('recently-viewed', RecentlyViewed)
customElements.define('auto-submit', AutoSubmit)
customElements.define('checkout-form', CheckoutForm)
customElements.define('proof-of-work', ProofOfWork)
prefetchOnIntent()
