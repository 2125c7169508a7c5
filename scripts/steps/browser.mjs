// A browser for the journeys: Chrome, Chromium or Edge of this machine; as root on Debian its own package is fetched.
import { existsSync } from 'node:fs'
import path from 'node:path'

import { collect } from './run.mjs'
import { during } from './say.mjs'

const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge']
const fixed = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** Null when there is one now; else a sentence about what to do. */
export async function ensureBrowser() {
  if (found()) return null
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (canInstall) await during('Installing Chromium for the browser tests', installChromium)
  if (found()) return null
  return 'The browser tests need Chrome, Chromium or Edge, and none was found. Install one of them, then run npm test again.'
}

function found() {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  return [...folders.flatMap((folder) => names.map((name) => path.join(folder, name))), ...fixed].some(existsSync)
}

async function installChromium() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await collect('apt-get', ['update', '-q'], { env })
  await collect('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { env })
}
