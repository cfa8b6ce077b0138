import { resolve } from 'node:path'
import { defineConfig } from 'vite'

const page = (name: string) => resolve(import.meta.dirname, name)

export default defineConfig({
  // Served below any path.
  base: './',
  // A part of the chart library; what it names for browsers is no module.
  resolve: { alias: { roughjs: 'roughjs/bundled/rough.esm.js' } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../../dist/sandbox-page',
    emptyOutDir: true,
    // The chart library is large and comes with the first chart alone.
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { input: [page('index.html'), page('gallery.html')] },
  },
})
