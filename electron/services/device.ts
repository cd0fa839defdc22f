import { createPublicKey, randomUUID } from 'node:crypto';
import type { Device, KeyAlgorithm, Platform } from '../contract/entities.ts';
import { readCertificate } from '../pki/certificate.ts';
import type { Identity } from '../pki/identity.ts';
import { issueDeviceCertificate } from '../pki/issue.ts';
import { algorithmLabel, exportKey, importKey } from '../pki/key.ts';
import { inTurn } from '../vault/in-turn.ts';
import type { AuthorityService } from './authority.ts';
import type { Foundation } from './foundation.ts';
import { type DeviceRecord, fromRecord, oldestFirst, sealContext, toRecord } from './records.ts';

export type DeviceService = ReturnType<typeof deviceService>;

interface DevicePlan {
  readonly homeId: string;
  readonly name: string;
  readonly platform: Platform;
  readonly key?: KeyAlgorithm | undefined;
  readonly validityDays?: number | undefined;
}

/** Devices: who a client certificate is for. */
export function deviceService({ records, vault, work, now }: Foundation, authorities: AuthorityService) {
  const issuing = inTurn();

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

  async function issue({ homeId, name, platform, key = 'p256', validityDays }: DevicePlan): Promise<Device> {
    const authority = await authorities.ofHome(homeId, 'device');
    const waiting = (await records.list('device'))
      .filter((device) => device.authorityId === authority.id && device.name === name && device.platform === platform)
      .filter((device) => device.lastExport === null)
      .map(describe)
      .find(({ certificate }) => certificate.key === algorithmLabel(key));
    if (waiting) return waiting;
    const privateKey = importKey(await work.generateKey(key));
    const leaf = await issueDeviceCertificate({
      issuer: authorities.issuer(authority),
      publicKey: createPublicKey(privateKey),
      name,
      now: now(),
      ...(validityDays === undefined ? {} : { validityDays }),
    });
    return keep({ name, platform, homeId, authorityId: authority.id }, exportKey(privateKey), [leaf, fromRecord(authority.der)]);
  }

  return {
    async list(): Promise<readonly Device[]> {
      return oldestFirst(await records.list('device')).map(describe);
    },

    /**
     * Issues a certificate from the home's device authority. A device of that name and key whose bundle nobody
     * has yet is given back instead, so that a step repeated after a crash makes nothing twice.
     *
     * @throws Failure authority-missing
     */
    issue: (plan: DevicePlan): Promise<Device> => issuing(() => issue(plan)),

    /** Keeps an identity that was made elsewhere. */
    adopt(facts: Pick<DeviceRecord, 'name' | 'platform' | 'homeId'>, { key, chain }: Identity): Promise<Device> {
      return keep({ ...facts, authorityId: null }, key, chain);
    },

    /** Unseals a device's key, to show it at the door or to write its bundle. */
    async identity(id: string): Promise<Identity> {
      const record = await records.get('device', id);
      return { name: record.name, key: vault.unsealKey(sealContext('device', id), record.key), chain: record.chain.map(fromRecord) };
    },

    async noteExport(id: string, lastExport: NonNullable<DeviceRecord['lastExport']>): Promise<Device> {
      return describe(await records.change('device', id, (record) => ({ ...record, lastExport })));
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
