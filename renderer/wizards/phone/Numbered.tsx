import '../wizard.css';

/** Steps to take on a device, in order. */
export function Numbered({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ol className="lk-numbered">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ol>
  );
}
