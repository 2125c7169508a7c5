import type { Face } from '#platform/http/face'
import { assetRoutes } from './assets/routes.ts'
import { cartRoutes } from './cart/routes.tsx'
import { categoryRoutes } from './category/routes.tsx'
import { expressRoutes } from './express/routes.tsx'
import { checkoutRoutes } from './checkout/routes.tsx'
import { collectionRoutes } from './collection/routes.tsx'
import { contentRoutes } from './content/routes.tsx'
import { customerRoutes } from './customer/routes.tsx'
import { audience } from './customer/session.ts'
import type { StorefrontDeps } from './deps.ts'
import { giftCardRoutes } from './gift-card/routes.tsx'
import { homeRoutes } from './home/routes.tsx'
import { mediaRoutes } from './media/routes.ts'
import { voice } from './odd/pages.tsx'
import { orderRoutes } from './order/routes.tsx'
import { payRoutes } from './pay/routes.tsx'
import { savedRoutes } from './pay/saved.tsx'
import { storefrontPolicy } from './policy.ts'
import { productRoutes } from './product/routes.tsx'
import { recentRoutes } from './product/recent.tsx'
import { searchRoutes } from './search/routes.tsx'
import { sitemapRoutes } from './sitemap/routes.ts'

export { storefrontPolicy } from './policy.ts'

/** The shopper's face: this list is the sitemap. */
export const storefrontFace = (deps: StorefrontDeps): Face => ({
  routes: [
    ...homeRoutes(deps),
    ...categoryRoutes(deps),
    ...collectionRoutes(deps),
    ...productRoutes(deps),
    ...recentRoutes(deps),
    ...searchRoutes(deps),
    ...cartRoutes(deps),
    ...checkoutRoutes(deps),
    ...expressRoutes(deps),
    ...orderRoutes(deps),
    ...payRoutes(deps),
    ...savedRoutes(deps),
    ...giftCardRoutes(deps),
    ...customerRoutes(deps),
    ...contentRoutes(deps),
    ...sitemapRoutes(deps),
    ...mediaRoutes(deps),
    ...assetRoutes(deps),
  ],
  voice: voice(deps),
  policy: storefrontPolicy,
  audience: audience(deps),
})
