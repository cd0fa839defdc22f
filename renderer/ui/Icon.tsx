const shapes = {
  home: 'M3 9.5 10 3.5l7 6M5 8v8.5h10V8M8.5 16.5v-4h3v4',
  devices: 'M6.5 2.5h7a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-13a1 1 0 0 1 1-1ZM9 15h2',
  authority: 'M10 2.5a5 5 0 1 1 0 10 5 5 0 0 1 0-10ZM7 11.5V17.5l3-1.7 3 1.7v-6M8.2 7.5l1.3 1.3 2.4-2.5',
  settings: 'M3 6h7M14 6h3M3 14h3M10 14h7M12 4a2 2 0 1 1 0 4 2 2 0 0 1 0-4ZM8 12a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z',
  check: 'm4.5 10.5 3.5 3.5 7.5-8',
  alert: 'M10 3.5v8M10 16.3v.1',
  cross: 'm5.5 5.5 9 9m0-9-9 9',
  minus: 'M5.5 10h9',
  info: 'M10 9v6M10 5.3v.1',
  question: 'M7.4 7.6a2.6 2.6 0 1 1 3.9 2.2c-.8.5-1.3 1-1.3 1.9M10 14.8v.1',
  copy: 'M7.5 6.5h8a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-8a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1ZM13.5 6.5v-2a1 1 0 0 0-1-1h-8a1 1 0 0 0-1 1v8a1 1 0 0 0 1 1h2',
  chevron: 'm7.5 4.5 5.5 5.5-5.5 5.5',
  plus: 'M10 4v12M4 10h12',
  search: 'M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM13 13l4 4',
  save: 'M10 3.5v9M6.5 9l3.5 3.5L13.5 9M4 13.5v2a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1v-2',
  folder: 'M2.5 5.5a1 1 0 0 1 1-1h4l1.7 2h7.3a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1v-9Z',
  file: 'M5.5 2.5h6l3.5 3.5v11a.5.5 0 0 1-.5.5h-9a.5.5 0 0 1-.5-.5V3a.5.5 0 0 1 .5-.5ZM11.5 2.5V6H15',
  share: 'M10 12V2.5M7 5.5l3-3 3 3M6.5 8.5h-2v9h11v-9h-2',
  remove: 'M4 5.5h12M8 5.5v-2h4v2M5.5 5.5l.7 11h7.6l.7-11M8.5 8.5v5M11.5 8.5v5',
  print: 'M5.5 7V2.5h9V7M5.5 14h-2a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1h13a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1h-2M5.5 11.5h9v6h-9v-6Z',
  lock: 'M5 9h10v8H5V9ZM7 9V6.5a3 3 0 0 1 6 0V9',
  cloud: 'M6 15.5a3.5 3.5 0 0 1-.4-7 4.6 4.6 0 0 1 8.9 1.1 3 3 0 0 1-.2 5.9H6Z',
  proxy: 'M3.5 3.5h13v5h-13v-5ZM3.5 11.5h13v5h-13v-5ZM6.5 6v.1M6.5 14v.1',
} as const;

export type IconName = keyof typeof shapes;

/** A line drawing of 20 units, coloured by its text; always beside a word, so hidden from screen readers. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      className="lk-icon"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={size < 16 ? 2.5 : 1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={shapes[name]} />
    </svg>
  );
}
