import type { ReactNode } from 'react';
import { Page } from '../ui/Page.tsx';
import { Steps } from '../ui/Steps.tsx';
import { useEscape } from './use-escape.ts';
import './wizard.css';

interface WizardPageProps<T extends string> {
  readonly title: string;
  readonly subtitle: string;
  readonly steps: readonly { readonly id: T; readonly label: string; readonly state: 'done' | 'now' | 'todo' }[];
  readonly onPick?: (step: T) => void;
  readonly onLeave: () => void;
  readonly children: ReactNode;
}

/** A wizard is a page: the rail on the left, the step beside it. Esc leaves it. */
export function WizardPage<T extends string>({ title, subtitle, steps, onPick, onLeave, children }: WizardPageProps<T>) {
  useEscape(onLeave);
  return (
    <Page title={title} subtitle={subtitle}>
      <div className="lk-wizard">
        <Steps steps={steps} {...(onPick && { onPick })} />
        {children}
      </div>
    </Page>
  );
}
