/** Gives the focus to the page's heading, where the control that had it is gone. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('.lk-page h1')?.focus();
}
