/** pdf.js's parser, made into a worker thread of the window by Vite. Loaded in a worker, it serves whoever started it. */
import './older-runtime.ts';
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
