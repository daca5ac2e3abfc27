import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The workbench is served by the platform's own server from `dist`; during development `/api` goes to a running one. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, sourcemap: false, chunkSizeWarningLimit: 900 },
  server: { host: '127.0.0.1', proxy: { '/api': process.env['HENGJIAN_API'] ?? 'http://127.0.0.1:8080' } },
})
