import type { DetailedHTMLProps, HTMLAttributes } from 'react'

type Tag = DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & {
  class?: string
  [data: `data-${string}`]: string | undefined
}

/** Custom properties of our stylesheets may be set on an element. */
declare module 'react' {
  interface CSSProperties {
    [name: `--${string}`]: string | number | undefined
  }
}

/** The shop's custom elements: without JavaScript they are plain boxes. */
declare module 'react' {
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
