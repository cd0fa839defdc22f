import { createPublicKey, type KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BundleProfile, bundleProfiles, type KeyAlgorithm, keyAlgorithms } from '../../electron/contract/entities.ts';
import type { SubjectAltName } from '../../electron/contract/fields.ts';
import {
  type Issuer,
  issueDeviceAuthority,
  issueDeviceCertificate,
  issueServerAuthority,
  issueServerCertificate,
} from '../../electron/pki/issue.ts';
import { algorithmLabel, exportKey, generateKey } from '../../electron/pki/key.ts';
import { toPem } from '../../electron/pki/pem.ts';
import { writeBundle } from '../../electron/pki/pkcs12/write.ts';

/** What every bundle is locked with. */
export const passphrase = 'k7wq-pw3n-x9aa-27';
/** What stores call the bundle's key: the device's name less what a BMPString cannot hold. */
export const friendlyName = 'Jörg – iPhone';
/** The host name of every server. */
export const host = 'ha.example';
const names: readonly SubjectAltName[] = [{ kind: 'dns', value: host }];

/** A certificate with its key and its authority's certificate, also as files. */
export interface Identity {
  /** `RSA-2048` */
  readonly label: string;
  readonly key: KeyObject;
  /** DER: the certificate, then its authority's. */
  readonly chain: readonly [Buffer, Buffer];
  readonly keyFile: string;
  readonly leafFile: string;
  readonly authorityFile: string;
}

/** A bundle of ours. */
export interface BundleFile {
  readonly device: Identity;
  /** What it knocks at: of the same kind of key. */
  readonly server: Identity;
  readonly profile: BundleProfile;
  readonly file: string;
}

/** A certificate that others are to accept for its purpose, or to refuse. */
export interface Sample extends Identity {
  /** `server P-256 below RSA-2048` */
  readonly name: string;
  readonly role: 'client' | 'server';
  readonly good: boolean;
}

/** An authority of each job and kind of key. */
export interface Authority {
  /** `device authority P-256` */
  readonly name: string;
  readonly issuer: Issuer;
  readonly file: string;
}

/** Everything of ours that others judge. */
export interface Samples {
  readonly authorities: readonly Authority[];
  readonly certificates: readonly Sample[];
  readonly bundles: readonly BundleFile[];
}

type Keys = Readonly<Record<KeyAlgorithm, KeyObject>>;

/** Makes all samples, with files in `folder`. A key is made once and serves in many certificates. */
export async function makeSamples(folder: string): Promise<Samples> {
  const put = (name: string, content: string | Uint8Array): string => {
    const file = path.join(folder, name.replaceAll(' ', '-'));
    writeFileSync(file, content);
    return file;
  };
  const [authorityKeys, leafKeys] = await Promise.all([newKeys(), newKeys()]);
  const pairs = await Promise.all(keyAlgorithms.map((algorithm) => newAuthorities(algorithm, authorityKeys[algorithm], put)));
  const certificates = await Promise.all(
    pairs.flatMap((pair) => keyAlgorithms.flatMap((algorithm) => newLeaves(pair, algorithm, leafKeys[algorithm], put))),
  );
  const bundles = keyAlgorithms.flatMap((algorithm) => bundleProfiles.map((profile) => newBundle(algorithm, profile, certificates, put)));
  return {
    authorities: pairs.flatMap(({ devices, servers }) => [devices, servers]),
    certificates,
    bundles: await Promise.all(bundles),
  };
}

async function newKeys(): Promise<Keys> {
  const [p256, p384, rsa2048, rsa3072, rsa4096] = await Promise.all([
    generateKey('p256'),
    generateKey('p384'),
    generateKey('rsa2048'),
    generateKey('rsa3072'),
    generateKey('rsa4096'),
  ]);
  return { p256, p384, rsa2048, rsa3072, rsa4096 };
}

type Put = (name: string, content: string | Uint8Array) => string;

interface Pair {
  readonly label: string;
  readonly devices: Authority;
  readonly servers: Authority;
}

async function newAuthorities(algorithm: KeyAlgorithm, key: KeyObject, put: Put): Promise<Pair> {
  const label = algorithmLabel(algorithm);
  const now = new Date();
  const described = (name: string, certificate: Buffer): Authority => ({
    name,
    issuer: { certificate, key },
    file: put(`${name}.pem`, toPem('CERTIFICATE', certificate)),
  });
  return {
    label,
    devices: described(`device authority ${label}`, await issueDeviceAuthority({ name: `Küche & Söhne CA ${label}`, key, now })),
    servers: described(
      `server authority ${label}`,
      await issueServerAuthority({ name: `Küche & Söhne Server CA ${label}`, key, now, bounds: names }),
    ),
  };
}

/** A device and a server, and a website that its authority must be unable to vouch for. */
function newLeaves({ label, devices, servers }: Pair, algorithm: KeyAlgorithm, key: KeyObject, put: Put): readonly Promise<Sample>[] {
  const publicKey = createPublicKey(key);
  const own = algorithmLabel(algorithm);
  const keyFile = put(`${own}.key`, toPem('PRIVATE KEY', exportKey(key)));
  const now = new Date();
  const described = async (
    what: string,
    { issuer, file }: Authority,
    issued: Promise<Buffer>,
    rest: Pick<Sample, 'role' | 'good'>,
  ): Promise<Sample> => {
    const name = `${what} ${own} below ${label}`;
    const leaf = await issued;
    const leafFile = put(`${name}.pem`, toPem('CERTIFICATE', leaf));
    return { name, label: own, key, chain: [leaf, Buffer.from(issuer.certificate)], keyFile, leafFile, authorityFile: file, ...rest };
  };
  const device = issueDeviceCertificate({ issuer: devices.issuer, publicKey, name: `${friendlyName} 📱`, now });
  const server = issueServerCertificate({ issuer: servers.issuer, publicKey, names, now });
  const website = issueServerCertificate({ issuer: devices.issuer, publicKey, names, now });
  return [
    described('device', devices, device, { role: 'client', good: true }),
    described('server', servers, server, { role: 'server', good: true }),
    described('website', devices, website, { role: 'server', good: false }),
  ];
}

async function newBundle(algorithm: KeyAlgorithm, profile: BundleProfile, samples: readonly Sample[], put: Put): Promise<BundleFile> {
  const label = algorithmLabel(algorithm);
  const device = sampleCalled(samples, `device ${label} below ${label}`);
  const server = sampleCalled(samples, `server ${label} below ${label}`);
  const plan = { key: exportKey(device.key), chain: device.chain, passphrase, profile, friendlyName: `${friendlyName} 📱` };
  return { device, server, profile, file: put(`${label}-${profile}.p12`, await writeBundle(plan)) };
}

/** @throws Error where there is none. */
export function sampleCalled(samples: readonly Sample[], name: string): Sample {
  const sample = samples.find((one) => one.name === name);
  if (!sample) throw new Error(`no sample is called ${name}`);
  return sample;
}
