import { createHash } from 'node:crypto';
import type { Handset } from '../contract/handoff.ts';
import type { HandoffText } from '../contract/text/en/handoff.ts';

/** Colours as renderer/ui/tokens.css has them. */
const style = `
:root { color-scheme: light dark; --surface: #fbfaf8; --raised: #fff; --line: #e6e2da; --ink: #1d1e20; --soft: #5c5f64; --accent: #0b5c7d; --on-accent: #fff }
@media (prefers-color-scheme: dark) {
  :root { --surface: #17181a; --raised: #1f2123; --line: #34373b; --ink: #f1efe9; --soft: #a9adb3; --accent: #7fd0f2; --on-accent: #04222e }
}
body { max-width: 34rem; margin: 0 auto; padding: 2rem 1.25rem; background: var(--surface); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25 }
h2 { margin: 0 0 .5rem; font-size: 1.0625rem }
p { margin: .25rem 0 0 }
.soft { color: var(--soft) }
.get { display: block; margin: 1.5rem 0 .5rem; padding: .9rem 1rem; border-radius: .6rem; background: var(--accent); color: var(--on-accent); font-weight: 600; text-align: center; text-decoration: none }
.get:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px }
section { margin-top: 1.5rem; padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: .75rem; background: var(--raised) }
ol { margin: 0; padding-left: 1.4rem }
li + li, section p + p { margin-top: .5rem }
`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** What a page of ours may do: be painted. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

interface Words {
  readonly language: string;
  readonly text: HandoffText;
}

const page = (language: string, title: string, body: string): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>
`;

/** The page behind the link: the file, what to do with it on this kind of device, and what to trust. */
export function filePage({ language, text }: Words, file: { readonly name: string; readonly path: string }, handset: Handset): string {
  const guides = text.handset[handset].map(
    ({ title, steps }) => `<section>
<h2>${escapeHtml(title)}</h2>
<ol>
${steps.map((step) => `<li>${escapeHtml(step)}</li>`).join('\n')}
</ol>
</section>`,
  );
  const body = `<p class="soft">${escapeHtml(text.intro)}</p>
<a class="get" href="${escapeHtml(file.path)}">${escapeHtml(text.download.replace('{file}', () => file.name))}</a>
<p class="soft">${escapeHtml(text.once)}</p>
${guides.join('\n')}
<section>
<h2>${escapeHtml(text.trust.title)}</h2>
${text.trust.text.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n')}
</section>`;
  return page(language, text.title, body);
}

/** What stands in the file's place when it is not to be had (again). */
export function gonePage({ language, text }: Words, why: keyof HandoffText['gone']): string {
  const { title, text: words } = text.gone[why];
  return page(language, title, `<p class="soft">${escapeHtml(words)}</p>`);
}
