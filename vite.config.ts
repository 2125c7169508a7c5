import path from 'node:path'

import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const src = path.resolve('src')

/** The merchant's app. A screen is a file of its own, loaded when it is opened. */
export default defineConfig({
  root: path.join(src, 'admin'),
  base: '/admin/',
  plugins: [react()],
  resolve: { conditions: ['source', 'module', 'browser', 'import', 'default'] },
  build: {
    outDir: path.resolve('dist/admin'),
    emptyOutDir: true,
    target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // A library's styles come with the first screen; the rest is small.
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/admin/api': 'http://localhost:3000', '/media': 'http://localhost:3000' } },
})
