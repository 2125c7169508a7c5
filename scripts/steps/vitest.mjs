// Runs Vitest and reads what it found: so many passed, so many failed, and the words of those that failed.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { inRoot, root } from './root.mjs'
import { collect } from './run.mjs'

/** @returns {Promise<{ passed: number, failed: number, said: string }>} */
export async function vitest(node, config, env) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'stoa-results-'))
  const file = path.join(folder, 'results.json')
  const args = ['run', '--config', config, '--reporter=json', `--outputFile=${file}`]
  const { code, output } = await collect(node, [inRoot('node_modules/vitest/vitest.mjs'), ...args], { cwd: root, env })
  const found = read(file)
  rmSync(folder, { recursive: true, force: true })
  if (!found) return { passed: 0, failed: 1, said: output.trim() }
  // Something outside of any test went wrong.
  if (code !== 0 && found.failed === 0) return { ...found, failed: 1, said: output.trim() }
  return found
}

function read(file) {
  let results
  try {
    results = JSON.parse(readFileSync(file, 'utf8')).testResults
  } catch {
    return null
  }
  const tests = results.flatMap((suite) => suite.assertionResults.map((test) => ({ ...test, file: suite.name })))
  const broken = tests.filter(({ status }) => status === 'failed')
  // A file that could not even be loaded has no tests in it.
  const unloaded = results.filter((suite) => suite.status === 'failed' && !suite.assertionResults.some(isFailed))
  const said = [
    ...broken.map((test) => entry(test.file, test.fullName, test.failureMessages.join('\n'))),
    ...unloaded.map((suite) => entry(suite.name, 'could not be run', suite.message ?? '')),
  ]
  const passed = tests.filter(({ status }) => status === 'passed').length
  return { passed, failed: broken.length + unloaded.length, said: said.join('\n\n') }
}

const isFailed = ({ status }) => status === 'failed'
const entry = (file, name, words) =>
  `${path.relative(root, file)}: ${name}\n${words.split('\n').slice(0, 12).join('\n')}`
