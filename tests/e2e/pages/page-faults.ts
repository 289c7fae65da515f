import type { Page } from '@playwright/test'

/**
 * What the eye finds wrong with the window as it stands (ux 5), each line beginning with the check's id:
 * L1 cut text without a title, L2 rows nobody can reach, L3 a button that calls its key otherwise than the bar, L4 two main buttons in one region, A6 targets too small,
 * A7 a page wider than the window, A8 a tag without contrast. Under an open dialog only the dialog is looked at.
 */
export const pageFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const shown = (one: Element): boolean => one.getClientRects().length > 0 && one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    const called = (one: Element): string =>
      `${one.tagName.toLowerCase()}${[...one.classList].map((name) => `.${name}`).join('')} "${(one.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40)}"`
    const dialog = [...document.querySelectorAll('.el-overlay [role="dialog"]')].filter(shown).at(-1)
    const scope = dialog ?? document.body
    const all = [...scope.querySelectorAll<HTMLElement>('*')].filter(
      (one) => one instanceof HTMLElement && shown(one) && !one.closest('.hidden,.skip,svg,[inert]'),
    )
    const found: string[] = []

    // A sheet of paper is larger than its stage on purpose: it is moved by keys. So is the page behind a hole that shows one place of it.
    const own = (one: HTMLElement): boolean =>
      /^(INPUT|TEXTAREA|SELECT|OPTION|CANVAS|IMG)$/.test(one.tagName) ||
      one.querySelector('canvas') !== null ||
      (one.querySelector('img') !== null && (one.textContent ?? '').trim() === '')
    // What hangs over an element as a menu or a badge is no content of it.
    const hung = (inner: Element, outer: Element): boolean => {
      for (let at: Element | null = inner; at && at !== outer; at = at.parentElement) if (/absolute|fixed/.test(getComputedStyle(at).position)) return true
      return false
    }
    const spills = (one: HTMLElement): boolean => {
      if (one.scrollWidth <= one.clientWidth + 1) return false
      if (getComputedStyle(one).overflowX !== 'visible' || one.children.length === 0) return true
      const { right } = one.getBoundingClientRect()
      return [...one.querySelectorAll('*')].some((inner) => inner.getBoundingClientRect().right > right + 1 && !hung(inner, one))
    }
    const cut = all.filter((one) => one.clientWidth > 0 && spills(one) && !own(one) && !one.closest('[title]'))
    for (const one of cut.filter((outer) => !cut.some((inner) => inner !== outer && outer.contains(inner))))
      found.push(`L1 ${called(one)} ${one.scrollWidth} > ${one.clientWidth}`)

    // For screen readers only.
    const onlyRead = (one: HTMLElement): boolean => {
      for (let at: HTMLElement | null = one; at; at = at.parentElement) if (getComputedStyle(at).clipPath === 'inset(50%)') return true
      return false
    }
    const text = all.filter((one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()))
    for (const one of text) {
      if (/^(OPTION|SELECT|TEXTAREA|KBD)$/.test(one.tagName) || onlyRead(one)) continue
      const before = found.length
      const box = one.getBoundingClientRect()
      let at: HTMLElement | null = one
      let free = false
      while (at && !free) {
        const style = getComputedStyle(at)
        const frame = at.getBoundingClientRect()
        const clips = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip'
        if (at !== one) {
          if (/auto|scroll/.test(style.overflowY)) free = true
          else if (clips(style.overflowY) && (box.bottom > frame.bottom + 1 || box.top < frame.top - 1))
            found.push(`L2 ${called(one)} leaves ${called(at).slice(0, 60)}`)
          else if (clips(style.overflowX) && box.right > frame.right + 1 && !at.closest('[title]'))
            found.push(`L2 ${called(one)} is cut by ${called(at).slice(0, 60)}`)
        } else if (clips(style.overflowY) && at.scrollHeight > at.clientHeight + 2 && !at.closest('[title]')) found.push(`L2 ${called(one)} is cut below`)
        if (style.position === 'fixed' || found.length > before) break
        at = at.parentElement
      }
      if (!free && found.length === before && (box.bottom > window.innerHeight + 1 || box.right > window.innerWidth + 1))
        found.push(`L2 ${called(one)} is outside the window`)
    }

    const regions = new Map<Element, string[]>()
    for (const button of scope.querySelectorAll('.el-button--primary')) {
      if (!shown(button)) continue
      const region = button.closest('[role="dialog"],aside,[role="region"],[role="toolbar"],main') ?? document.body
      regions.set(region, [...(regions.get(region) ?? []), (button.textContent ?? '').trim()])
    }
    for (const [region, words] of regions) if (words.length > 1) found.push(`L4 ${called(region).slice(0, 40)}: ${words.join(' + ')}`)

    const capOf = (one: Element): string => one.querySelector('kbd')?.textContent?.trim() ?? ''
    const bar = new Map([...document.querySelectorAll('footer.keys button')].map((one) => [capOf(one), one.querySelector('.ellipsis')?.textContent?.trim()]))
    for (const button of scope.querySelectorAll(dialog ? '.el-button:has(kbd)' : 'main .el-button:has(kbd)')) {
      const word = bar.get(capOf(button))
      const said = (button.textContent ?? '').replace(capOf(button), '').trim()
      if (shown(button) && word !== undefined && word !== said) found.push(`L3 ${capOf(button)}: ${said} / ${word}`)
    }

    const targets = all.filter((one) =>
      one.matches('button,a[href],input,select,textarea,summary,[role="tab"],[role="button"],[role="option"],[role="menuitem"]'),
    )
    for (const one of targets) {
      if (getComputedStyle(one).display === 'inline') continue
      const area = (one instanceof HTMLInputElement && /^(checkbox|radio)$/.test(one.type) ? one.closest('label') : null) ?? one
      const { width, height } = area.getBoundingClientRect()
      if (width < 23.5 || height < 23.5) found.push(`A6 ${called(one)} ${Math.round(width)}×${Math.round(height)}`)
    }

    if (document.documentElement.scrollWidth > window.innerWidth) found.push('A7 the page is wider than the window')

    const rgb = (value: string): number[] => (value.match(/[\d.]+/g) ?? []).map(Number)
    const light = (value: number[]): number => {
      const [r = 0, g = 0, b = 0] = value.map((part) => (part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4))
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    for (const tag of all.filter((one) => one.classList.contains('tag'))) {
      let under: HTMLElement | null = tag
      while (under && (rgb(getComputedStyle(under).backgroundColor)[3] ?? 1) === 0) under = under.parentElement
      const [a, b] = [light(rgb(getComputedStyle(tag).color)), light(under ? rgb(getComputedStyle(under).backgroundColor) : [255, 255, 255])]
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
      if (contrast < 4.5) found.push(`A8 ${called(tag)} ${contrast.toFixed(2)}`)
    }
    return [...new Set(found)]
  })

/** Elements that are covered by something else when they have the focus (A5). The focus is left where it was. */
export const coveredFocus = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const before = document.activeElement as HTMLElement | null
    const dialog = [...document.querySelectorAll('[role="dialog"]')].filter((one) => one.checkVisibility()).at(-1)
    const selector = 'button:not(:disabled),a[href],input:not(:disabled),select:not(:disabled),textarea:not(:disabled),[tabindex]:not([tabindex="-1"])'
    const visible = (one: HTMLElement): boolean => one.isConnected && one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    const over = (one: HTMLElement): Element | null => {
      const { left, top, width, height } = one.getBoundingClientRect()
      const hit = document.elementFromPoint(left + width / 2, top + height / 2)
      return hit && (one.contains(hit) || hit.contains(one) || hit.closest('label')?.contains(one)) ? null : (hit ?? document.documentElement)
    }
    const found: string[] = []
    for (const one of (dialog ?? document.body).querySelectorAll<HTMLElement>(selector)) {
      if (one.tabIndex < 0 || !visible(one) || one.closest('.hidden')) continue
      one.focus()
      if (document.activeElement !== one) continue
      // A menu closes when the focus leaves it, one frame later.
      if (over(one)) await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
      const hit = visible(one) ? over(one) : null
      if (hit)
        found.push(
          `A5 ${one.tagName} ${one.getAttribute('name') ?? (one.textContent ?? '').trim().slice(0, 30)} under ${hit.tagName}.${hit.className} at ${Math.round(one.getBoundingClientRect().top)}+${Math.round(one.getBoundingClientRect().height)}`,
        )
    }
    before?.focus()
    return found
  })

/** At 200 % of 1366 by 768 the window holds 683 by 384 pixels of layout: no sideways scrolling of the page, nothing lost, the main action in reach (A7). */
export async function zoomFaults(page: Page): Promise<string[]> {
  const lost = (await pageFaults(page)).filter((fault) => /^(L2|A7)/.test(fault)).map((fault) => fault.replace(/^L2/, 'A7'))
  const main = page.locator('footer [data-command="main-action"]')
  if (!(await main.isVisible())) return lost
  const inReach = await main.evaluate((button) => {
    const { left, right, top, width, height } = button.getBoundingClientRect()
    return (
      right <= window.innerWidth && Boolean(document.elementFromPoint(left + width / 2, top + height / 2)?.closest('.el-overlay, [data-command="main-action"]'))
    )
  })
  return inReach ? lost : [...lost, 'A7 F9 is out of reach']
}
