import type { Clock } from '#kernel/clock'
import { openCatalog } from '#modules/search'
import type { CacheTag } from '#platform/cache-changes'
import type { Db } from '#platform/db'
import { readAssets } from './assets/manifest.ts'
import { openShop } from './shop.ts'
import type { StorefrontDeps } from './deps.ts'

type Opening = Readonly<{ db: Db; clock: Clock; publicUrl: URL | null; assetsFolder: string; mediaFolder: string }>

export type OpenStorefront = Pick<
  StorefrontDeps,
  'db' | 'clock' | 'publicUrl' | 'shop' | 'catalog' | 'assets' | 'mediaFolder'
> &
  Readonly<{ refresh: (tags: readonly CacheTag[]) => Promise<void>; stop: () => void }>

/** Reads what all pages share. The catalog goes on being read in the background; pages that need it wait for it. */
export async function openStorefront({
  db,
  clock,
  publicUrl,
  assetsFolder,
  mediaFolder,
}: Opening): Promise<OpenStorefront> {
  const assets = readAssets(assetsFolder)
  const shop = await openShop(db)
  const catalog = await openCatalog(db, clock)
  return {
    db,
    clock,
    publicUrl,
    shop,
    catalog,
    assets,
    mediaFolder,
    refresh: async (tags) => {
      await shop.refresh(tags)
      await catalog.refresh(tags)
    },
    stop: catalog.stop,
  }
}
