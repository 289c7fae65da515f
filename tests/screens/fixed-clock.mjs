// Loaded before anything else of every Node process that takes part in the pictures (NODE_OPTIONS of playwright.screens.config.ts): the clock
// of the operating system, as the program sees it, stands at one morning and goes sixty times slower, so that what was made later still
// comes later. Nothing in the program knows of it; timers run as ever.
const SLOWER = 60
const start = Date.parse('2026-11-23T09:42:00+08:00')
const real = Date
const from = Number(process.env.SCREENS_BEGAN)
const now = () => start + Math.floor((real.now() - from) / SLOWER)

globalThis.Date = class extends real {
  constructor(...args) {
    super(...(args.length === 0 ? [now()] : args))
  }
  static now() {
    return now()
  }
  static [Symbol.hasInstance](value) {
    return Object.prototype.toString.call(value) === '[object Date]'
  }
}
