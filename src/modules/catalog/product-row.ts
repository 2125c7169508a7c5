import type { CheckedProduct } from './product.ts'
import type { ProductRow } from './saved-product.ts'

/** The product's own row. Keys stand in the order of `ProductRow`, for the comparison. */
export const productRowOf = (product: CheckedProduct & { slug: string }): Omit<ProductRow, 'version'> => ({
  slug: product.slug,
  title: product.title,
  description_html: product.descriptionHtml,
  vendor: product.vendor,
  type: product.type,
  status: product.status,
  published_at: product.publishedAt,
  tax_class: product.taxClass,
  gift_card: product.giftCard,
  main_category_id: product.categoryIds[0] ?? null,
  seo_title: product.seoTitle,
  seo_description: product.seoDescription,
})
