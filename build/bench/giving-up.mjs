/** How soon the window shows that an RSA-4096 key is being made, and how soon it is given up. */
import { alone } from './comparison.mjs';

/** @import { Page } from '@playwright/test' */
/** @import { Comparison } from './comparison.mjs' */

/** What is shown under 300 ms would only flicker (renderer/ui/Busy.css); then comes a frame or two. */
const shownGoalMs = 350;
const cancelledGoalMs = 100;

/**
 * Runs in the page: presses the button that makes the key, waits until it shows, and presses Cancel.
 *
 * @returns {Promise<{ readonly shown: number, readonly cancelled: number } | null>} ms; null where the key was made meanwhile
 */
async function makeAndCancel() {
  const button = (/** @type {string} */ selector) => /** @type {HTMLButtonElement | null} */ (document.querySelector(selector));
  const step = document.querySelector('form');
  /** @type {(isSo: () => boolean) => Promise<number>} ms until it is so, or the step is gone */
  const until = async (isSo) => {
    const startedAt = performance.now();
    while (step?.isConnected && !isSo()) await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - startedAt;
  };
  const cancel = () => button('.lk-making-key button');
  button('form [type=submit]')?.click();
  const shown = await until(() => cancel()?.checkVisibility({ visibilityProperty: true }) ?? false);
  cancel()?.click();
  const cancelled = await until(() => button('form [type=submit]')?.ariaDisabled !== 'true');
  return step?.isConnected ? { shown, cancelled } : null;
}

/**
 * Walks to the step that makes an authority, and leaves the wizard again with nothing made.
 *
 * @param {Page} page
 * @param {number} rounds
 * @returns {Promise<readonly Comparison[]>}
 */
export async function measureGivingUpInWindow(page, rounds) {
  const field = (/** @type {string} */ name) => page.getByRole('textbox', { name, exact: true });
  await page.getByRole('button', { name: /I run a reverse proxy/ }).click();
  await field('Name').fill('Given up');
  await field('Address').fill('https://given-up.example.org');
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await page.locator('label').getByText('RSA-4096', { exact: true }).click();
  await field('Name').fill('Given up');
  const figures = [];
  for (let round = 0; round < rounds; round++) {
    const figure = await page.evaluate(makeAndCancel);
    if (figure === null) break; // a key that was made by luck leaves nothing more to give up
    figures.push(figure);
  }
  await page.keyboard.press('Escape');
  return [
    alone(
      'RSA-4096 in the window: shown',
      figures.map(({ shown }) => shown),
      shownGoalMs,
    ),
    alone(
      'RSA-4096 in the window: cancelled',
      figures.map(({ cancelled }) => cancelled),
      cancelledGoalMs,
    ),
  ];
}
