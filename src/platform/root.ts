import { existsSync } from 'node:fs'
import path from 'node:path'

/** The project's own folder, from the sources as from what was built from them. */
export const projectRoot: string = climb(import.meta.dirname)

function climb(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder
  const above = path.dirname(folder)
  if (above === folder) throw new Error('Stoa does not find its own package.json.')
  return climb(above)
}
