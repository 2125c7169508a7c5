// Builds what the storefront sends to browsers: one stylesheet, one script, the fonts. Names change with content.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

import { build } from 'vite'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const source = path.join(root, 'src/storefront')
const target = path.join(root, 'dist/storefront')
const browsers = ['chrome125', 'firefox128', 'safari17.5']

mkdirSync(target, { recursive: true })
const { output } = await build({
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  base: '/assets/',
  build: {
    outDir: target,
    emptyOutDir: true,
    target: browsers,
    cssTarget: browsers,
    cssCodeSplit: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      input: { shop: path.join(source, 'elements/main.ts'), style: path.join(source, 'styles/main.css') },
      output: {
        entryFileNames: '[name]-[hash].js',
        chunkFileNames: '[name]-[hash].js',
        assetFileNames: '[name]-[hash][extname]',
      },
    },
  },
})

const named = (pattern) => output.map((part) => part.fileName).find((name) => pattern.test(name))
const icon = 'icon.svg'
writeFileSync(path.join(target, icon), readFileSync(path.join(source, 'styles/icon.svg')))
const manifest = {
  css: named(/^style-.*\.css$/),
  js: named(/^shop-.*\.js$/),
  // The one every page needs at once; others come when a letter asks for them.
  fonts: [named(/-latin-wght-normal-.*\.woff2$/)],
  icon,
}
writeFileSync(path.join(target, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
for (const name of [manifest.css, manifest.js]) {
  const zipped = gzipSync(readFileSync(path.join(target, name))).length
  console.log(`  ${name}  ${(zipped / 1024).toFixed(1)} KB gzip`)
}
