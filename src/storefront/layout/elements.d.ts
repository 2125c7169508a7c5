import type { HTMLAttributes } from 'preact'

type Tag = HTMLAttributes<HTMLElement> & {
  [data: `data-${string}`]: string | undefined
}

/** The shop's custom elements: without JavaScript they are plain boxes. */
declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'search-box': Tag
      'cart-count': Tag
      'customer-name': Tag
      'menu-flyout': Tag
      'filter-list': Tag
      'product-gallery': Tag
      'recently-viewed': Tag
      'variant-picker': Tag
      'add-to-cart': Tag
      'auto-submit': Tag
      'checkout-form': Tag
      'proof-of-work': Tag
    }
  }
}
