import type { Home } from '../../../electron/contract/entities.ts';

/** Whether a home has an authority of ours that signs devices; Cloudflare signs them one by one. */
export const canIssue = ({ road, deviceAuthorityId }: Home): boolean => road === 'proxy' && deviceAuthorityId !== null;
