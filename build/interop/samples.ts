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
export const host = 'localhost';
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

/** Two authorities with one key. */
interface Authorities {
  readonly algorithm: KeyAlgorithm;
  readonly devices: Issuer;
  readonly servers: Issuer;
}

type Keys = ReadonlyMap<KeyAlgorithm, KeyObject>;

/** Everything that others judge, in `folder`. Each key is made once and serves in many certificates. */
export class Samples {
  readonly samples: readonly Sample[];
  readonly authorities: readonly { readonly name: string; readonly file: string; readonly issuer: Issuer }[];
  readonly bundles: readonly BundleFile[];
}
