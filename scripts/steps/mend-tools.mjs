// Loaded before knip (node --import), which lacks one thing that our sources need. A release of it that reads differently
// stops the check instead of passing it in silence.
import { registerHooks } from 'node:module'

const mends = [
  {
    // It follows `#modules/x` to what is built, not to the sources.
    file: '/knip/dist/util/resolve.js',
    from: 'conditionNames: [',
    to: "conditionNames: ['source', ",
  },
]

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    const mend = mends.find(({ file }) => url.endsWith(file))
    if (!mend) return loaded
    const source = String(loaded.source)
    if (!source.includes(mend.from)) throw new Error(`${mend.file} has changed: see scripts/steps/mend-tools.mjs`)
    return { ...loaded, source: source.replaceAll(mend.from, mend.to) }
  },
})
