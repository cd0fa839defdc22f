import { CopyButton } from './CopyButton.tsx';
import './CopyBlock.css';

interface CopyBlockProps {
  readonly text: string;
  readonly label: string;
  /** A secret is cleared from the clipboard after 60 s. */
  readonly secret?: boolean;
  /** Breaks long lines, each with its rest indented, instead of scrolling sideways. */
  readonly wrap?: boolean;
}

/** Something to paste elsewhere, exactly as it stands. */
export function CopyBlock({ text, label, secret = false, wrap = false }: CopyBlockProps) {
  return (
    <figure className="lk-copy">
      <div className="lk-copy-head">
        <figcaption>{label}</figcaption>
        <CopyButton text={text} of={label} secret={secret} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (axe: scrollable-region-focusable). */}
      <pre className="lk-mono" tabIndex={0}>
        {wrap ? <Lines text={text} /> : text}
      </pre>
    </figure>
  );
}

function Lines({ text }: { readonly text: string }) {
  return text
    .trimEnd()
    .split('\n')
    .map((line, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: lines may repeat and have no other name.
      <span key={index} className="lk-copy-line">
        {line}
      </span>
    ));
}
