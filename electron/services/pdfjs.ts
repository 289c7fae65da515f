/**
 * PDF.js with its worker beside it. Alone it takes a utility process of Electron for a browser, looks for a worker to start,
 * finds none and refuses every file; with the worker's code at hand it reads in the process it is in.
 */
import 'pdfjs-dist/legacy/build/pdf.worker.mjs'

export { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
