import { encode } from 'uqr';
import './QrCode.css';

/** Four modules of white around it, as ISO/IEC 18004 asks for. */
const quietModules = 4;

/** A QR code, dark on light in both themes: many cameras read no other. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: quietModules });
  return (
    <svg className="lk-qr" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <path d={data.map(rowPath).join('')} fill="currentColor" />
    </svg>
  );
}

/** The dark modules of a row, each run of them as one bar. */
const rowPath = (row: readonly boolean[], y: number): string =>
  [
    ...row
      .map((dark) => (dark ? '#' : ' '))
      .join('')
      .matchAll(/#+/g),
  ]
    .map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`)
    .join('');
