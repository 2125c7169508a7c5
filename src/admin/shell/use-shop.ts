import { useQuery } from '@tanstack/react-query'

import type { ShopHead } from '../../admin-api/types.ts'
import { ask } from '../api.ts'

/** What every screen knows of the shop: its name, whether it is the demo, how many orders wait for a parcel. */
export const useShop = (enabled = true): ShopHead | undefined =>
  useQuery({
    queryKey: ['orders', 'shop'],
    queryFn: () => ask<ShopHead>('GET', '/shop'),
    refetchInterval: 60_000,
    enabled,
  }).data
