// Builds what the storefront sends to browsers: one stylesheet, one script, the fonts. Names change with content.
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

import { bundle } from 'lightningcss'
import { build } from 'vite'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const source = path.join(root, 'src/storefront')
const target = path.join(root, 'dist/storefront')
const fresh = `${target}.new`
const { resolve } = createRequire(import.meta.url)

// lightningcss: two for two browser generations back, as the features we use need.
const browsers = { chrome: 125 << 16, firefox: 128 << 16, safari: (17 << 16) | (5 << 8) }

rmSync(fresh, { recursive: true, force: true })
mkdirSync(fresh, { recursive: true })
const fonts = []
const css = named('shop', '.css', styles())
const js = named('shop', '.js', await script())
const icon = named('icon', '.svg', readFileSync(path.join(source, 'styles/icon.svg')))
writeFileSync(path.join(fresh, 'manifest.json'), JSON.stringify({ css, js, fonts: fonts.slice(0, 1), icon }, null, 2))
cpSync(fresh, target, { recursive: true })
forget(new Set([css, js, icon, ...fonts, 'manifest.json']))
rmSync(fresh, { recursive: true, force: true })

/** One minified stylesheet; fonts become hashed files beside it. */
function styles() {
  const { code, dependencies = [] } = bundle({
    filename: path.join(source, 'styles/main.css'),
    minify: true,
    targets: browsers,
    analyzeDependencies: true,
    include: 0,
    exclude: 1 << 19,
  })
  let text = code.toString()
  for (const dependency of dependencies) {
    if (dependency.type !== 'url') continue
    const file = resolve(dependency.url)
    const name = named(path.basename(file, '.woff2'), '.woff2', readFileSync(file))
    fonts.push(name)
    text = text.replaceAll(dependency.placeholder, `/assets/${name}`)
  }
  return text
}

/** One minified module of all custom elements. */
async function script() {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      target: 'es2023',
      modulePreload: false,
      rollupOptions: { input: path.join(source, 'elements/main.ts') },
    },
  })
  const { output } = Array.isArray(result) ? result[0] : result
  return output.find((part) => part.type === 'chunk').code
}

function named(name, extension, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10)
  const file = `${name}-${hash}${extension}`
  writeFileSync(path.join(fresh, file), content)
  if (extension !== '.woff2') console.log(`  ${file}  ${(gzipSync(content).length / 1024).toFixed(1)} KB gzip`)
  return file
}

/** Removes files of earlier builds, but only those: a running shop may still send the last one's. */
function forget(current) {
  const list = path.join(target, 'earlier.json')
  const earlier = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : { last: [], older: [] }
  for (const file of earlier.older) if (!current.has(file) && !earlier.last.includes(file)) rmSync(path.join(target, file), { force: true })
  writeFileSync(list, JSON.stringify({ last: [...current], older: earlier.last }))
}
