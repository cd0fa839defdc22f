/** The house with its keyhole, in brass; the word beside it is its name. */
export function BrandMark({ size = 22 }: { readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="var(--brass)"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M3 11.5 12 4l9 7.5" />
      <circle cx="12" cy="13" r="2.6" />
      <path d="M12 15.6V21m0-1.6h2.4" />
    </svg>
  );
}
