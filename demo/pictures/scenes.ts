import { ceramicScenes } from './sets/ceramics.ts'
import { deskScenes } from './sets/desk.ts'
import { homeScenes } from './sets/home.ts'
import { tableScenes } from './sets/kitchen.ts'
import { lightScenes } from './sets/light.ts'
import { paperScenes } from './sets/paper.ts'
import { printScenes } from './sets/prints.ts'
import { textileScenes } from './sets/textiles.ts'
import type { Scenes } from './stage.ts'

/** Every picture of the demo shop by its name. */
export const scenes: Scenes = {
  ...printScenes,
  ...paperScenes,
  ...ceramicScenes,
  ...textileScenes,
  ...lightScenes,
  ...tableScenes,
  ...deskScenes,
  ...homeScenes,
}
