import { ceramics } from './ceramics.ts'
import { desk } from './desk.ts'
import { giftCards } from './gift-cards.ts'
import { kitchen } from './kitchen.ts'
import { light } from './light.ts'
import { paper } from './paper.ts'
import { prints } from './prints.ts'
import type { DemoProduct } from './product.ts'
import { smallThings } from './small-things.ts'
import { textiles } from './textiles.ts'
import { vases } from './vases.ts'

export type { DemoProduct } from './product.ts'
export { demoAttributes } from './attributes.ts'
export { demoCategories } from './categories.ts'
export { demoCollections } from './collections.ts'

/** Everything the demo shop sells. */
export const demoProducts: readonly DemoProduct[] = [
  ...prints,
  ...paper,
  ...ceramics,
  ...vases,
  ...textiles,
  ...light,
  ...kitchen,
  ...desk,
  ...smallThings,
  ...giftCards,
]
