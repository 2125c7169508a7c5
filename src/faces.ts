import path from 'node:path'

import type { Clock } from '#kernel/clock'
import { adminFace } from './admin-api/app.ts'
import type { Db } from './platform/db.ts'
import { healthFace } from './platform/health.ts'
import type { Face } from './platform/http/face.ts'
import { projectRoot } from './platform/root.ts'

type FaceParts = Readonly<{ db: Db; clock: Clock; origin: URL }>

/** Every face of the shop. The first one speaks for paths that nobody knows. */
export async function openFaces({ db, clock, origin }: FaceParts): Promise<Face[]> {
  const admin = adminFace({
    db,
    clock,
    origin,
    assetsFolder: path.join(projectRoot, 'dist/admin'),
    emptyDemo: async () => {},
  })
  return [healthFace(db), admin]
}
