/** Builds the window's pages into dist/renderer. The shell serves them from app://plumbline. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Decoders of pictures in scanned PDFs (JPEG 2000, JBIG2), which pdf.js loads by name when a page needs one. */
function pdfDecoders(): Plugin {
  const { resolve } = createRequire(import.meta.url);
  return {
    name: 'pdf-decoders',
    apply: 'build',
    generateBundle() {
      for (const file of ['openjpeg_nowasm_fallback.js', 'jbig2_nowasm_fallback.js']) {
        this.emitFile({ type: 'asset', fileName: `pdf-decoders/${file}`, source: readFileSync(resolve(`pdfjs-dist/wasm/${file}`)) });
      }
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('./renderer', import.meta.url)),
  base: '/',
  plugins: [react(), pdfDecoders()],
  build: {
    outDir: fileURLToPath(new URL('./dist/renderer', import.meta.url)),
    emptyOutDir: true,
    // Chromium of the oldest Electron that development may fall back to.
    target: 'chrome114',
    // The content security policy allows no data: fonts or scripts: every asset stays a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
  },
});
