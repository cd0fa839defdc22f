import { createPublicKey, randomUUID } from 'node:crypto';
import {
  type CertificateFacts,
  type Device,
  type DeviceExport,
  type DeviceRevocationReason,
  type Finding,
  type KeyAlgorithm,
  keyAlgorithms,
  type Platform,
} from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import type { GuideProgress } from '../contract/guides.ts';
import type { Saved, SavedFile } from '../contract/ipc.ts';
import { certifiedKey } from '../pki/answer.ts';
import { readCertificate } from '../pki/certificate.ts';
import type { Identity } from '../pki/identity.ts';
import { clockSlackMs, dayMs, defaultDays, issueDeviceCertificate } from '../pki/issue.ts';
import { algorithmLabel, exportKey, importKey, publicKeyFrom } from '../pki/key.ts';
import { lintDevicePlan } from '../pki/lint.ts';
import { inTurn } from '../vault/in-turn.ts';
import { type AuthorityService, endOf } from './authority.ts';
import { saveChain } from './certificate-file.ts';
import type { Foundation } from './foundation.ts';
import type { HomeService } from './home.ts';
import { refuseErrors } from './lint.ts';
import { type AuthorityRecord, type DeviceRecord, fromRecord, oldestFirst, sealContext, toRecord } from './records.ts';

export type DeviceService = ReturnType<typeof deviceService>;

interface DevicePlan {
  readonly homeId: string;
  readonly name: string;
  readonly platform: Platform;
  readonly key?: KeyAlgorithm | undefined;
  readonly validityDays?: number | undefined;
}

interface LintPlan {
  readonly homeId: string;
  readonly name: string;
  readonly key: KeyAlgorithm;
  readonly validityDays: number;
}

interface SigningPlan {
  readonly homeId: string;
  readonly name: string;
  readonly platform: Platform;
  readonly validityDays: number;
}

type Waiting = Pick<SigningPlan, 'name' | 'platform' | 'validityDays'>;

/** Devices: who a client certificate is for. */
export function deviceService({ records, vault, work, desktop, now }: Foundation, authorities: AuthorityService, homes: HomeService) {
  const issuing = inTurn();

  async function keep(
    facts: Pick<DeviceRecord, 'name' | 'platform' | 'homeId' | 'authorityId'>,
    key: Uint8Array | null,
    chain: readonly Uint8Array[],
    id: string = randomUUID(),
  ): Promise<Device> {
    const record: DeviceRecord = {
      ...facts,
      id,
      chain: chain.map(toRecord),
      key: key && vault.sealKey(sealContext('device', id), key),
      createdAt: now().toISOString(),
      exports: [],
      revoked: null,
      guide: null,
    };
    await records.put('device', id, record);
    return describe(record);
  }

  /** What phones would refuse in a certificate of the home's device authority, or might dislike. */
  async function lint({ homeId, ...plan }: LintPlan): Promise<readonly Finding[]> {
    const authority = await authorities.ofHome(homeId, 'device');
    return lintDevicePlan({ ...plan, now: now(), authorityNotAfter: endOf(authority) });
  }

  /** Devices of a name whose certificate nobody has yet, and whose life is the one that is asked for. */
  async function unsaved(authority: AuthorityRecord, { name, platform, validityDays }: Waiting): Promise<readonly DeviceRecord[]> {
    return (await records.list('device'))
      .filter((device) => device.authorityId === authority.id && device.name === name && device.platform === platform)
      .filter((device) => device.exports.length === 0 && device.revoked === null)
      .filter(({ chain: [leaf = ''] }) => {
        const certificate = readCertificate(fromRecord(leaf));
        return isOfLife(certificate, validityDays, endOf(authority)) && !hasEnded(certificate, now());
      });
  }

  async function issue(plan: DevicePlan, signal?: AbortSignal): Promise<Device> {
    const { homeId, name, platform, key = 'p256', validityDays = defaultDays.device } = plan;
    refuseErrors(await lint({ homeId, name, key, validityDays }));
    const authority = await authorities.ofHome(homeId, 'device');
    const waiting = (await unsaved(authority, { name, platform, validityDays }))
      .map(describe)
      .find((device) => device.key === 'here' && device.certificate.key === algorithmLabel(key));
    if (waiting) return waiting;
    const privateKey = importKey(await work.generateKey(key, signal));
    const leaf = await issueDeviceCertificate({
      issuer: authorities.issuer(authority),
      publicKey: createPublicKey(privateKey),
      name,
      now: now(),
      validityDays,
    });
    return keep({ name, platform, homeId, authorityId: authority.id }, exportKey(privateKey), [leaf, fromRecord(authority.der)]);
  }

  async function sign(bytes: Uint8Array, { homeId, name, platform, validityDays }: SigningPlan): Promise<Device> {
    const authority = await authorities.ofHome(homeId, 'device');
    const { spki, algorithm } = await work.readRequestedKey(bytes);
    refuseErrors(await lint({ homeId, name, key: algorithm, validityDays }));
    const waiting = (await unsaved(authority, { name, platform, validityDays })).find(
      ({ key, chain: [leaf = ''] }) => key === null && certifiedKey(fromRecord(leaf)).equals(spki),
    );
    if (waiting) return describe(waiting);
    const leaf = await issueDeviceCertificate({
      issuer: authorities.issuer(authority),
      publicKey: publicKeyFrom(spki),
      name,
      now: now(),
      validityDays,
    });
    return keep({ name, platform, homeId, authorityId: authority.id }, null, [leaf, fromRecord(authority.der)]);
  }

  async function identity(record: DeviceRecord): Promise<Identity> {
    if (record.key === null) throw new Failure('device-key-elsewhere', { device: record.name });
    return { name: record.name, key: vault.unsealKey(sealContext('device', record.id), record.key), chain: record.chain.map(fromRecord) };
  }

  /** Each part can be done again, and the device's own mark comes last: what shows as revoked stands on the list. */
  async function revoke(id: string, wanted: DeviceRevocationReason): Promise<Device> {
    const record = await records.get('device', id);
    const { name, authorityId, homeId } = record;
    if (record.revoked) return describe(record);
    if (authorityId === null) throw new Failure('device-issued-elsewhere', { device: name });
    const { serial } = describe(record).certificate;
    const { at, reason } = await authorities.revoke(authorityId, { serial, name, reason: wanted, at: now().toISOString() });
    if (homeId !== null) await homes.note(homeId, { kind: 'revocation', about: name, deviceId: id });
    return describe(await records.change('device', id, (known) => ({ ...known, revoked: { at, reason } })));
  }

  /** One more certificate for a device, with a new key of the same kind. The old one stays good until it ends or is revoked. */
  async function renew(id: string, signal?: AbortSignal): Promise<Device> {
    const { name, platform, homeId, authorityId, key, certificate } = describe(await records.get('device', id));
    if (authorityId === null || homeId === null) throw new Failure('authority-missing');
    if (key === 'elsewhere') throw new Failure('device-key-elsewhere', { device: name });
    const algorithm = keyAlgorithms.find((each) => algorithmLabel(each) === certificate.key);
    return issue({ homeId, name, platform, key: algorithm }, signal);
  }

  async function noteExport(id: string, exported: DeviceExport): Promise<Device> {
    return describe(await records.change('device', id, (record) => ({ ...record, exports: [...record.exports, exported] })));
  }

  return {
    async list(): Promise<readonly Device[]> {
      return oldestFirst(await records.list('device')).map(describe);
    },

    /**
     * Issues a certificate from the home's device authority. A device of that name and key whose bundle nobody
     * has yet is given back instead, so that a step repeated after a crash makes nothing twice.
     *
     * @throws Failure authority-missing, lint-refused, job-cancelled
     */
    issue: (plan: DevicePlan, signal?: AbortSignal): Promise<Device> => issuing(() => issue(plan, signal)),

    /**
     * Issues another certificate for a device, to take the place of the one that it has. One that nobody has yet is given back instead.
     *
     * @throws Failure device-key-elsewhere where only the device itself can ask; as `issue`
     */
    renew: (id: string, signal?: AbortSignal): Promise<Device> => issuing(() => renew(id, signal)),

    /** @throws Failure authority-missing */
    lint,

    /**
     * Certifies the key of a request that a device made itself; the key stays there. Signed again before its
     * certificate was saved, the first one is given back.
     *
     * @param bytes the file with the request; of all that stands in it, only the key is taken over
     * @throws Failure authority-missing, lint-refused; as `readRequestedKey`
     */
    sign: (bytes: Uint8Array, plan: SigningPlan): Promise<Device> => issuing(() => sign(bytes, plan)),

    /** Certificate and chain as PEM, for a device that holds its key itself. */
    async saveCertificate(id: string): Promise<Saved<SavedFile>> {
      const { name, key, chain } = await records.get('device', id);
      const saved = await saveChain(desktop, name, chain.map(fromRecord));
      if (saved.phase === 'saved' && key === null) await noteExport(id, { at: now().toISOString(), form: 'pem' });
      return saved;
    },

    /** Keeps an identity that was made elsewhere, under a new id unless one is given. */
    adopt(facts: Pick<DeviceRecord, 'name' | 'platform' | 'homeId'> & { readonly id?: string }, { key, chain }: Identity): Promise<Device> {
      const { name, platform, homeId, id } = facts;
      return keep({ name, platform, homeId, authorityId: null }, key, chain, id);
    },

    /** Finds the device that holds a certificate and its key already; null where there is none. */
    async findKept({ chain: [leaf] }: Identity): Promise<Device | null> {
      const record = (await records.list('device')).find(({ key, chain: [own = ''] }) => key !== null && leaf && own === toRecord(leaf));
      return record ? describe(record) : null;
    },

    /** @throws Failure record-missing */
    async get(id: string): Promise<Device> {
      return describe(await records.get('device', id));
    },

    /** Unseals a device's key, to show it at the door. @throws Failure device-key-elsewhere */
    async identity(id: string): Promise<Identity> {
      return identity(await records.get('device', id));
    },

    /** Unseals a device's key to write it into a file. @throws Failure device-key-elsewhere, device-revoked */
    async identityToExport(id: string): Promise<Identity> {
      const record = await records.get('device', id);
      if (record.revoked) throw new Failure('device-revoked', { device: record.name });
      return identity(record);
    },

    /**
     * Puts a device on its authority's revocation list, for good. Revoked once more, it stays as it is.
     *
     * @throws Failure device-issued-elsewhere where another authority than ours signed it
     */
    revoke: (id: string, reason: DeviceRevocationReason): Promise<Device> => issuing(() => revoke(id, reason)),

    noteExport,

    /** Keeps how far somebody has come in setting a device up. */
    async noteGuide(id: string, guide: GuideProgress): Promise<Device> {
      return describe(await records.change('device', id, (record) => ({ ...record, guide })));
    },

    /** @throws Failure device-still-let-in where its file is out and only revoking it would shut it out */
    async remove(id: string): Promise<void> {
      const record = await records.find('device', id);
      if (record && opensDoor(record, now())) throw new Failure('device-still-let-in', { device: record.name });
      await records.remove('device', id);
    },
  };
}

/** Whether somebody may hold the key of a certificate that we could still revoke. */
function opensDoor(record: DeviceRecord, now: Date): boolean {
  const device = describe(record);
  return device.authorityId !== null && device.revoked === null && device.lastExport !== null && !hasEnded(device.certificate, now);
}

const hasEnded = ({ notAfter }: CertificateFacts, now: Date): boolean => new Date(notAfter) <= now;

/** Whether a certificate was issued for so many days, or until its authority ends where that is sooner. */
function isOfLife({ notBefore, notAfter }: CertificateFacts, validityDays: number, authorityEnd: Date): boolean {
  const asked = Date.parse(notBefore) + clockSlackMs + validityDays * dayMs;
  return Date.parse(notAfter) === Math.min(asked, authorityEnd.getTime());
}

function describe(record: DeviceRecord): Device {
  const { id, name, platform, homeId, authorityId, createdAt, exports, revoked, guide } = record;
  const [leaf = ''] = record.chain;
  const key = record.key === null ? 'elsewhere' : 'here';
  const certificate = readCertificate(fromRecord(leaf));
  return {
    id,
    name,
    platform,
    homeId,
    authorityId,
    certificate,
    key,
    createdAt,
    exports,
    lastExport: exports.at(-1) ?? null,
    revoked,
    guide,
  };
}
