import { createPublicKey, randomUUID } from 'node:crypto';
import type { Device, KeyAlgorithm, Platform } from '../contract/entities.ts';
import { readCertificate } from '../pki/certificate.ts';
import { issueDeviceCertificate } from '../pki/issue.ts';
import { exportKey, importKey } from '../pki/key.ts';
import type { OpenBundle } from '../pki/pkcs12/read.ts';
import type { AuthorityService } from './authority.ts';
import type { Foundation } from './foundation.ts';
import { type DeviceRecord, fromRecord, sealContext, toRecord } from './records.ts';

export type DeviceService = ReturnType<typeof deviceService>;

interface DevicePlan {
  readonly homeId: string;
  readonly name: string;
  readonly platform: Platform;
  readonly key?: KeyAlgorithm | undefined;
  readonly validityDays?: number | undefined;
}

/** What a device shows at the door. */
export interface Identity {
  readonly name: string;
  readonly key: Uint8Array; // PKCS#8 DER, in the clear
  readonly chain: readonly Uint8Array[]; // leaf first
}

/** Devices: who a client certificate is for. */
export function deviceService({ records, vault, work, now }: Foundation, authorities: AuthorityService) {
  async function keep(
    facts: Pick<DeviceRecord, 'name' | 'platform' | 'homeId' | 'authorityId'>,
    key: Uint8Array,
    chain: readonly Uint8Array[],
  ): Promise<Device> {
    const id = randomUUID();
    const record: DeviceRecord = {
      ...facts,
      id,
      chain: chain.map(toRecord),
      key: vault.sealKey(sealContext('device', id), key),
      createdAt: now().toISOString(),
      lastExport: null,
    };
    await records.put('device', id, record);
    return describe(record);
  }

  return {
    async list(): Promise<readonly Device[]> {
      return [...(await records.list('device'))].sort((a, b) => a.createdAt.localeCompare(b.createdAt)).map(describe);
    },

    /**
     * Issues a certificate from the home's device authority. A device of that name whose bundle nobody
     * has yet is given back instead, so that a step repeated after a crash makes nothing twice.
     *
     * @throws Failure authority-missing
     */
    async issue(plan: DevicePlan): Promise<Device> {
      const authority = await authorities.ofHome(plan.homeId, 'device');
      const waiting = (await records.list('device')).find(
        (device) =>
          device.authorityId === authority.id &&
          device.name === plan.name &&
          device.platform === plan.platform &&
          device.lastExport === null,
      );
      if (waiting) return describe(waiting);
      const key = importKey(await work.generateKey(plan.key ?? 'p256'));
      const leaf = await issueDeviceCertificate({
        issuer: authorities.issuer(authority),
        publicKey: createPublicKey(key),
        name: plan.name,
        now: now(),
        ...(plan.validityDays === undefined ? {} : { validityDays: plan.validityDays }),
      });
      const { name, platform, homeId } = plan;
      return keep({ name, platform, homeId, authorityId: authority.id }, exportKey(key), [leaf, fromRecord(authority.der)]);
    },

    /** Keeps a bundle that was made elsewhere. */
    adopt(facts: Pick<DeviceRecord, 'name' | 'platform' | 'homeId'>, bundle: OpenBundle): Promise<Device> {
      return keep({ ...facts, authorityId: null }, bundle.key, bundle.chain);
    },

    /** Unseals a device's key, to show it at the door or to write its bundle. */
    async identity(id: string): Promise<Identity> {
      const record = await records.get('device', id);
      return { name: record.name, key: vault.unsealKey(sealContext('device', id), record.key), chain: record.chain.map(fromRecord) };
    },

    async noteExport(id: string, lastExport: NonNullable<DeviceRecord['lastExport']>): Promise<Device> {
      const record = { ...(await records.get('device', id)), lastExport };
      await records.put('device', id, record);
      return describe(record);
    },

    async remove(id: string): Promise<void> {
      await records.remove('device', id);
    },
  };
}

function describe(record: DeviceRecord): Device {
  const { id, name, platform, homeId, authorityId, createdAt, lastExport } = record;
  const [leaf = ''] = record.chain;
  return { id, name, platform, homeId, authorityId, createdAt, lastExport, certificate: readCertificate(fromRecord(leaf)) };
}
