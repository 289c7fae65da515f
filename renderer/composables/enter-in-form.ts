import { enterNext } from './enter-next.ts'

/** `enterNext` for the form that listens: from its last field the focus goes to its filled button, else to the page's. */
export function enterInForm(event: KeyboardEvent): void {
  const form = event.currentTarget as HTMLElement
  enterNext(event, form, () =>
    (form.querySelector<HTMLElement>('.el-button--primary') ?? document.querySelector<HTMLElement>('main .el-button--primary'))?.focus(),
  )
}
