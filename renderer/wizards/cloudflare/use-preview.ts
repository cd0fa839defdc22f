import { useEffect, useState } from 'react';
import type { CloudflarePreview } from '../../../electron/contract/cloudflare.ts';
import type { Result } from '../../../electron/contract/failure.ts';
import type { Sent } from '../../../electron/contract/ipc.ts';
import { invoke } from '../../bridge.ts';

/** What to copy for a home and its rule; null until main has answered. Text that was typed since takes its place. */
export function usePreview(asked: Sent<'cloudflare:preview'>): Result<CloudflarePreview> | null {
  const [preview, setPreview] = useState<Result<CloudflarePreview> | null>(null);
  const question = JSON.stringify(asked);
  useEffect(() => {
    let isStale = false;
    void invoke('cloudflare:preview', JSON.parse(question)).then((answer) => {
      if (!isStale) setPreview(answer);
    });
    return () => {
      isStale = true;
    };
  }, [question]);
  return preview;
}
