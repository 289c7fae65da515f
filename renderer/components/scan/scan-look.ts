import { type InjectionKey, reactive } from 'vue'

/** How a page is looked at: fitted whole, fitted to the width, or at a zoom of its own; moved by `x` and `y` pixels. */
export interface ScanLook {
  fit: 'page' | 'width' | 'free'
  /** Of the natural size; read by the bar, set when `fit` is free. */
  zoom: number
  x: number
  y: number
  contrast: boolean
}
export const SCAN_LOOK: InjectionKey<ScanLook> = Symbol('scan-look')
export const newLook = (): ScanLook => reactive({ fit: 'page', zoom: 1, x: 0, y: 0, contrast: false })

const STEP = 1.2
const [SMALLEST, LARGEST] = [0.1, 6]

/** One step nearer or further. @example zoomBy(look, 1) */
export function zoomBy(look: ScanLook, steps: 1 | -1): void {
  look.fit = 'free'
  look.zoom = Math.min(LARGEST, Math.max(SMALLEST, look.zoom * STEP ** steps))
}
export function fitTo(look: ScanLook, fit: 'page' | 'width'): void {
  Object.assign(look, { fit, x: 0, y: 0 })
}
export function moveBy(look: ScanLook, x: number, y: number): void {
  look.x += x
  look.y += y
}

/** The zoom at which a page of this size stands whole, or as wide as the stage. @example fitZoom('page', { width: 800, height: 600 }, { width: 400, height: 600 }) // 0.5 */
export function fitZoom(
  fit: 'page' | 'width',
  page: { readonly width: number; readonly height: number },
  stage: { readonly width: number; readonly height: number },
): number {
  const wide = stage.width / page.width
  const zoom = fit === 'width' ? wide : Math.min(wide, stage.height / page.height)
  return Math.min(LARGEST, Math.max(SMALLEST, zoom))
}
