import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { bits, context, encode, integer, isTrue, items, octets, oid, parse, sequence, set } from '../../electron/pki/asn1.ts';
import { issueCrl } from '../../electron/pki/crl.ts';
import { generalNames, purposes } from '../../electron/pki/extension.ts';
import { oids } from '../../electron/pki/oid.ts';
import { createRequest } from '../../electron/pki/request.ts';
import {
  aesEncrypted,
  altNames,
  bundle,
  certificate,
  certificateBag,
  ecPrivateKey,
  extension,
  extensions,
  identity,
  keyBag,
  openBags,
  pbes2,
  pbkdf2,
  pbmac1,
  rightMac,
  rsaPublicKey,
  sealedBags,
  shroudedKeyBag,
} from '../corpus/parts.ts';
import { write } from './tree.ts';

/** A good file to start from. */
export interface Seed {
  readonly der: Buffer;
  /** Puts what was made of it in the place where it is read: encrypted, in a bundle. */
  readonly enclose?: (bytes: Buffer) => Buffer;
}

const now = new Date('2026-01-01T00:00:00Z');

const fullCertificate = (): Buffer =>
  certificate({
    publicKey: rsaPublicKey(`00c1${'5b'.repeat(254)}0d`, '010001'),
    extensions: extensions(
      extension(oids.basicConstraints, encode(sequence(isTrue(), integer(0)))),
      extension(oids.extKeyUsage, encode(sequence(oid(purposes.clientAuth), oid(purposes.serverAuth)))),
      extension(oids.subjectKeyIdentifier, encode(octets(Buffer.alloc(20)))),
    ),
  });

const informationOf = (request: Buffer): Buffer => encode(items(parse(request))[0] ?? sequence());

/** Nothing is read of a request whose signature is wrong. */
function signed(information: Buffer, key: KeyObject): Buffer {
  const rest = [sequence(oid(oids.ecdsaWithSha256)), bits(sign('sha256', information, key))].map(encode);
  return write({ tag: 0x30, inside: Buffer.concat([information, ...rest]) });
}

/** @returns the seeds. All but the signatures of request and revocation list are the same each time. */
export async function seeds(): Promise<readonly Seed[]> {
  const key = createPrivateKey({ key: encode(ecPrivateKey()), format: 'der', type: 'pkcs8' });
  const issuer = { key, certificate: certificate() };
  const revoked = [{ serial: '4a11', at: now, reason: 'keyCompromise' as const }];
  const request = await createRequest({ subject: { commonName: 'Anna' }, names: [{ kind: 'dns', value: 'ha.example' }], key });
  const sealed = [
    sealedBags(pbes2(), aesEncrypted(encode(sequence(certificateBag())))),
    openBags(shroudedKeyBag(pbes2(), aesEncrypted(encode(ecPrivateKey())))),
  ];
  return [
    { der: bundle(identity()) },
    { der: bundle(identity(), rightMac(identity())) },
    { der: bundle(sealed, rightMac(sealed)) },
    { der: bundle(identity(), pbmac1(pbkdf2({ length: integer(32) }))) },
    {
      der: encode(sequence(keyBag(), certificateBag(fullCertificate()))),
      enclose: (plain) => bundle([sealedBags(pbes2(), aesEncrypted(plain))]),
    },
    { der: fullCertificate() },
    { der: certificate({ extensions: altNames(generalNames.dns, Buffer.from('ha.example')) }) },
    { der: encode(ecPrivateKey()) },
    { der: encode(sequence(pbes2(), octets(aesEncrypted(encode(ecPrivateKey()))))) },
    {
      der: encode(
        sequence(
          oid(oids.signedData),
          context(0, sequence(integer(1), set(), sequence(oid(oids.data)), context(0, parse(fullCertificate())), set())),
        ),
      ),
    },
    { der: request },
    { der: informationOf(request), enclose: (information) => signed(information, key) },
    { der: await issueCrl({ issuer, number: 1, revoked, now, nextUpdate: new Date('2027-01-01T00:00:00Z') }) },
  ];
}
