import { readFile } from 'node:fs/promises'
import path from 'node:path'

import { projectRoot } from '#platform/root'

/** Where the drawn pictures are kept: drawing all of them takes minutes, opening the shop should not. */
export const drawnFolder = path.join(projectRoot, 'demo/drawn')

/** The picture as it was drawn, or null when it must be drawn now. */
export const drawn = (name: string): Promise<Buffer | null> =>
  readFile(path.join(drawnFolder, `${name}.jpg`)).catch(() => null)
