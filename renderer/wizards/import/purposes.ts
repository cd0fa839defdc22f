import type { CertificateFacts } from '../../../electron/contract/entities.ts';
import { formatList } from '../../text/format.ts';
import { useText } from '../../text/text.ts';

const known = ['clientAuth', 'serverAuth', 'emailProtection', 'codeSigning', 'timeStamping', 'OCSPSigning', 'anyExtendedKeyUsage'] as const;

/** What a certificate or a request is good for, in words; a purpose that nobody named stays a number. */
export function usePurposes(): (certificate: Pick<CertificateFacts, 'eku'> & { readonly isCa?: boolean }) => readonly string[] {
  const t = useText();
  const inWords = (purpose: string): string => {
    const name = known.find((each) => each === purpose);
    return name === undefined ? purpose : t(`import.purpose.${name}`);
  };
  return ({ eku, isCa = false }) => {
    if (isCa) return [t('import.purpose.authority'), ...eku.map(inWords)];
    return eku.length === 0 ? [t('import.purpose.any')] : eku.map(inWords);
  };
}

/** `DNS:ha.example` and `IP:192.168.1.20` as people write them. */
export const plainNames = (san: readonly string[]): string => formatList(san.map((name) => name.replace(/^(DNS|IP|email|URI):/, '')));
