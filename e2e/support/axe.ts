import AxeBuilder from '@axe-core/playwright';
import type { Latchkey } from './latchkey.ts';

/** What axe finds wrong with the page, in both themes; `[]` when all is well. */
export async function axeFindings({ page }: Latchkey, where: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    found.push(
      ...violations.map(({ id, nodes }) => `${where}, ${colorScheme}: ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`),
    );
  }
  return found;
}
