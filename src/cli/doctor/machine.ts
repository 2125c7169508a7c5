import { constants, existsSync } from 'node:fs'
import { access, stat, statfs } from 'node:fs/promises'
import path from 'node:path'

import type { Config } from '../../platform/config.ts'
import { type Finding, ill, well } from './finding.ts'

const NODE = 24
const LITTLE_BYTES = 1024 ** 3

/** Node, the data folder and the room in it. */
export async function machineChecks({ dataFolder }: Config): Promise<Finding[]> {
  const nearest = existing(dataFolder)
  return [node(), await folder(nearest), await keys(dataFolder), await space(nearest)]
}

/** A data folder that is yet to be made is judged by the folder it will be made in. */
const existing = (place: string): string => (existsSync(place) ? place : existing(path.dirname(place)))

function node(): Finding {
  const what = `Node ${process.versions.node}`
  const isNew = Number(process.versions.node.split('.')[0]) >= NODE
  return isNew ? well(what) : ill(what, `Stoa runs on Node ${NODE}. Start it by npm, which brings the right one.`)
}

async function folder(dataFolder: string): Promise<Finding> {
  const what = `Data folder ${dataFolder}`
  const isOurs = await access(dataFolder, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  )
  return isOurs ? well(what) : ill(what, 'This account may not write there. Change its owner, or set STOA_DATA.')
}

async function keys(dataFolder: string): Promise<Finding> {
  const place = path.join(dataFolder, 'keys')
  const found = await stat(place).catch(() => null)
  if (!found || process.platform === 'win32' || (found.mode & 0o077) === 0) return well('The keys are private')
  return ill('Others can read the keys', `Take it from them: chmod 700 ${place}`)
}

async function space(dataFolder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(dataFolder)
  const free = bavail * bsize
  const what = `${(free / 1024 ** 3).toFixed(1)} GB are free`
  return free >= LITTLE_BYTES ? well(what) : ill(what, 'Make room: a full disk stops the database.')
}
