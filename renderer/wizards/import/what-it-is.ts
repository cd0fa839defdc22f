import type { ImportOffer, InspectedCertificate, OpenedFile } from '../../../electron/contract/inspection.ts';
import type { importEn } from '../../text/en/import.ts';
import { leafOf } from './certificate-name.ts';

export type WhatItIs = keyof typeof importEn.whatItIs;

/** What a file is, as the key of the sentence that says so. */
export function whatItIs(state: ImportOffer['state']): WhatItIs {
  if (state.phase === 'needs-passphrase') return 'locked';
  const { kind } = state.inspection.facts;
  if (kind === 'bundle') return whatBundle(state);
  return kind === 'certificate' ? whatCertificate(state.inspection.facts.certificates) : kind;
}

function whatBundle(opened: OpenedFile): WhatItIs {
  const leaf = leafOf(opened);
  if (leaf === undefined) return opened.inspection.facts.keys.length === 0 ? 'keyless' : 'keyUnusable';
  if (isServer(leaf)) return 'server';
  return leaf.isCa ? 'authority' : 'device';
}

function whatCertificate([first, ...more]: readonly InspectedCertificate[]): WhatItIs {
  if (more.length > 0) return 'certificates';
  if (first !== undefined && isServer(first)) return 'serverCertificate';
  return first?.isCa ? 'authorityCertificate' : 'certificate';
}

/** A self-signed server may call itself an authority, as `openssl req -x509` makes it; the names of hosts give it away. */
const isServer = ({ eku, isCa, san }: InspectedCertificate): boolean =>
  eku.includes('serverAuth') && !eku.includes('clientAuth') && (!isCa || san.some((name) => /^(DNS|IP):/.test(name)));
