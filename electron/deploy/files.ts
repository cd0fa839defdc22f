import { type DeployFile, targetAbilities } from '../contract/deploy.ts';
import { Failure } from '../contract/failure.ts';
import type { Door, ProxyRequest } from './door.ts';
import { keyName } from './page.ts';

/**
 * The certificate files of a folder. The server's key has no text: it is a secret, filled in where the folder is
 * written.
 *
 * @throws Failure `input-invalid` where a PEM text holds anything else than it should
 */
export function certificateFiles(door: Door, { device, server }: Pick<ProxyRequest, 'device' | 'server'>): readonly DeployFile[] {
  const files: DeployFile[] = [{ name: 'ca.crt', text: only('CERTIFICATE', device.authorityPem), purpose: 'device-authority' }];
  if (targetAbilities[door.target].revocation === 'crl')
    files.push({ name: 'ca.crl', text: only('X509 CRL', device.crlPem), purpose: 'revocation-list' });
  if (server.source === 'public') return files;
  files.push({ name: 'server.crt', text: only('CERTIFICATE', server.chainPem), purpose: 'server-chain' });
  if (server.key === 'here') files.push({ name: keyName(door), text: null, purpose: 'server-key' });
  files.push({ name: 'server-ca.crt', text: only('CERTIFICATE', server.authorityPem), purpose: 'server-authority' });
  return files;
}

/** Blocks of one label and nothing else, above all no key: these texts cross the bridge and lie open on the proxy. */
function only(label: 'CERTIFICATE' | 'X509 CRL', pem: string): string {
  const blocks = new RegExp(`^(-----BEGIN ${label}-----\\n[A-Za-z0-9+/=\\n]+\\n-----END ${label}-----\\n)+$`);
  if (!blocks.test(pem)) throw new Failure('input-invalid', { field: 'certificate' });
  return pem;
}
