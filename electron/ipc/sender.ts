/** Whether a message comes from the top frame of our own page. */
export const isOurFrame = (frame: { readonly origin: string; readonly parent: unknown } | null, origin: string): boolean =>
  frame !== null && frame.parent === null && frame.origin === origin;
