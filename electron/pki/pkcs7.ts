import { Failure } from '../contract/failure.ts';
import { encode, isA, isContext, items, Malformed, parse, readOid, tags } from './asn1.ts';
import { orDamaged } from './damage.ts';
import { oids } from './oid.ts';
import { limits } from './pkcs12/limits.ts';

/**
 * Reads the certificates of a PKCS#7 file (`.p7b`), DER or BER: SignedData that is there for its certificates alone.
 *
 * @returns DER of each, in the order of the file, which means nothing.
 * @throws Failure `bundle-damaged` where it is none, `bundle-over-limit` above 200 certificates.
 * @see RFC 5652 section 5.1
 */
export const readCertificateBag = (der: Uint8Array): readonly Buffer[] =>
  orDamaged('pkcs7', () => {
    const [type, wrapper] = items(parse(der));
    if (readOid(type) !== oids.signedData) throw new Malformed('SignedData expected');
    const bag = items(items(wrapper)[0]).filter((field) => isContext(field, 0));
    // Choices other than a certificate are tagged: attribute certificates and the like.
    const certificates = bag.flatMap(items).filter((choice) => isA(choice, tags.sequence));
    if (certificates.length > limits.bags) throw new Failure('bundle-over-limit', { limit: 'bags' });
    return certificates.map(encode);
  });
