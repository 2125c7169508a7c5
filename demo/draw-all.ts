import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

import { drawnFolder } from './pictures/drawn.ts'
import { openStudio } from './pictures/studio.ts'
import { pictureNames } from './pictures/draw.ts'

/** Draws every picture anew into `demo/drawn`, where the demo takes them from. Run by `npm run draw`. */
const studio = openStudio({ anew: true })
await mkdir(drawnFolder, { recursive: true })
let done = 0
await Promise.all(
  pictureNames.map(async (name) => {
    await writeFile(path.join(drawnFolder, `${name}.jpg`), await studio.draw(name))
    done += 1
    process.stdout.write(`${done} of ${pictureNames.length}: ${name}\n`)
  }),
)
await studio.close()
