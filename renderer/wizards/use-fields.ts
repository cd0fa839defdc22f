import { useRef, useState } from 'react';
import type { z } from 'zod';
import { useText } from '../text/text.ts';
import { type FieldCodes, parseForm } from './form.ts';

interface Fields<S extends z.ZodObject> {
  /** @returns the parsed values, or null: then each bad field says why and the first has the focus. */
  readonly check: (values: z.input<S>) => z.output<S> | null;
  /** Moves to a field that was refused for another reason. */
  readonly focus: (name: keyof z.input<S> & string) => void;
  /** What a TextField needs to show its finding, to take the focus for it, and to drop it when the text changes. */
  readonly field: (name: keyof z.input<S> & string) => {
    readonly error: string | undefined;
    readonly inputRef: (input: HTMLElement | null) => void;
    readonly onEdit: () => void;
  };
}

/** Checks a form when it is confirmed, not while it is typed. */
export function useFields<S extends z.ZodObject>(schema: S): Fields<S> {
  const t = useText();
  const [codes, setCodes] = useState<FieldCodes<S>>({});
  const inputs = useRef(new Map<string, HTMLElement>());
  const focus = (name: string) => {
    const input = inputs.current.get(name);
    const fold = input?.closest('details');
    if (fold) fold.open = true; // what is folded away takes no focus
    input?.focus();
  };
  return {
    focus,
    check: (values) => {
      const parsed = parseForm(schema, values);
      setCodes(parsed.ok ? {} : parsed.codes);
      if (parsed.ok) return parsed.value;
      const firstBad = Object.keys(schema.shape).find((name) => name in parsed.codes);
      if (firstBad !== undefined) focus(firstBad);
      return null;
    },
    field: (name) => {
      const code = codes[name];
      return {
        error: code === undefined ? undefined : t(`fields.${code}`),
        inputRef: (input) => {
          if (input === null) inputs.current.delete(name);
          else inputs.current.set(name, input);
        },
        onEdit: () => setCodes((now) => ({ ...now, [name]: undefined })),
      };
    },
  };
}
