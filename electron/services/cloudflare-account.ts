import { randomUUID } from 'node:crypto';
import { type CloudflareApi, cloudflareApi } from '../cloudflare/api.ts';
import { applyChanges, type Work } from '../cloudflare/apply.ts';
import type { Network } from '../cloudflare/network.ts';
import { planChanges, type Wanted } from '../cloudflare/plan.ts';
import { cloudflareHost, writeRule } from '../cloudflare/rule.ts';
import { undoChanges } from '../cloudflare/undo.ts';
import { certificateFor, certifiedDigest, describeZone, keyDigest, readZone, zoneOfHost } from '../cloudflare/zone.ts';
import type {
  CloudflareAccess,
  CloudflareApplied,
  CloudflareChange,
  CloudflareLeft,
  CloudflarePlan,
  CloudflareRuleChoice,
  CloudflareStatus,
  CloudflareZone,
  CloudflareZoneState,
} from '../contract/cloudflare.ts';
import type { Device, DeviceRevocationReason, Home } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import { certifiedKey } from '../pki/answer.ts';
import { toPem } from '../pki/pem.ts';
import { readRequest } from '../pki/request.ts';
import { inTurn } from '../vault/in-turn.ts';
import { type CloudflareService, type RulePlan, withRule } from './cloudflare.ts';
import type { DeviceService } from './device.ts';
import type { Foundation } from './foundation.ts';
import type { HomeService } from './home.ts';
import { type DeviceRecord, fromRecord, only, sealContext } from './records.ts';
import type { RequestService } from './request.ts';

interface AccountPlan extends RulePlan {
  readonly zoneId: string;
  readonly requestId: string | null;
  readonly validityDays: number;
}

/** A plan as it was shown, until it is carried out. */
interface Prepared {
  readonly homeId: string;
  readonly requestId: string | null;
  readonly zone: CloudflareZone;
  readonly choice: CloudflareRuleChoice;
  readonly wanted: Wanted;
  readonly changes: readonly CloudflareChange[];
}

interface Neighbours {
  readonly homes: HomeService;
  readonly devices: DeviceService;
  readonly requests: RequestService;
  readonly cloudflare: CloudflareService;
}

type Revoked = { readonly device: Device; readonly status: CloudflareStatus };

/** The road through Cloudflare, done with an API token: what would change, the changes, and the way back. */
export function cloudflareAccountService(
  { records, vault, now, emit }: Foundation,
  { homes, devices, requests, cloudflare }: Neighbours,
  network: Network,
) {
  const plans = new Map<string, Prepared>();
  const changing = inTurn();

  async function access(): Promise<CloudflareAccess> {
    const account = await records.find('cloudflare-account', only);
    if (account === null) return { phase: 'none' };
    const { since, expiresAt, zones } = account;
    return { phase: 'connected', since, expiresAt, zones };
  }

  /** @throws Failure cloudflare-not-connected, vault-locked */
  async function connection(): Promise<CloudflareApi> {
    const account = await records.find('cloudflare-account', only);
    if (account === null) throw new Failure('cloudflare-not-connected');
    const token = Buffer.from(vault.unsealKey(sealContext('cloudflare-account', only), account.token)).toString('utf8');
    return cloudflareApi(network.fetch, token);
  }

  async function connect(token: string): Promise<CloudflareAccess> {
    const api = cloudflareApi(network.fetch, token);
    const zones = await api.zones();
    const [first] = zones;
    if (first === undefined) throw new Failure('cloudflare-permission-missing', { scope: 'zone-read' });
    await readZone(api, first.id);
    await records.put('cloudflare-account', only, {
      token: vault.sealKey(sealContext('cloudflare-account', only), Buffer.from(token, 'utf8')),
      since: now().toISOString(),
      expiresAt: await api.tokenEnd(),
      zones,
    });
    return access();
  }

  async function wantedCertificate(requestId: string, validityDays: number): Promise<NonNullable<Wanted['request']>> {
    const { name, der } = await records.get('request', requestId);
    const spki = readRequest(fromRecord(der)).publicKey.export({ type: 'spki', format: 'der' });
    return { name, pem: toPem('CERTIFICATE REQUEST', fromRecord(der)), digest: keyDigest(spki), validityDays };
  }

  async function plan(asked: AccountPlan): Promise<CloudflarePlan> {
    const { homeId, zoneId, requestId, validityDays } = asked;
    const home = await records.get('home', homeId);
    const applied = home.cloudflare?.applied ?? null;
    const choice = await cloudflare.ruleChoice(asked);
    const wanted: Wanted = {
      host: cloudflareHost(home.url),
      rule: writeRule(home.url, choice),
      ownRule: applied?.zoneId === zoneId ? applied.rule : null,
      request: requestId === null ? null : await wantedCertificate(requestId, validityDays),
    };
    const state = await readZone(await connection(), zoneId);
    const changes = planChanges(state, wanted);
    const planId = randomUUID();
    plans.clear();
    plans.set(planId, { homeId, requestId, zone: state.zone, choice, wanted, changes });
    return { planId, zone: state.zone, host: wanted.host, changes };
  }

  /** How a home's own changes are noted in its record. */
  const noteFor =
    (homeId: string, { id, name }: Pick<CloudflareZone, 'id' | 'name'>): Work['note'] =>
    async (change) => {
      const none: CloudflareApplied = { zoneId: id, zone: name, associated: null, rule: null, keys: [] };
      await homes.setUpCloudflare(homeId, (setup) => ({ ...setup, applied: change(setup.applied?.zoneId === id ? setup.applied : none) }));
    };

  async function apply(planId: string): Promise<{ readonly home: Home; readonly device: Device | null }> {
    const prepared = plans.get(planId);
    if (!prepared) throw new Failure('cloudflare-plan-gone');
    const { homeId, requestId, zone, choice, wanted, changes } = prepared;
    const work: Work = {
      api: await connection(),
      zoneId: zone.id,
      note: noteFor(homeId, zone),
      tell: (change, progress) => emit('cloudflare:progress', { planId, change, progress }),
      sleep: network.sleep,
    };
    const pem = await applyChanges(work, wanted, changes);
    const device = requestId === null || pem === null ? null : await requests.attach(requestId, { text: pem });
    const home = await homes.setUpCloudflare(homeId, withRule(choice, now()));
    plans.delete(planId);
    return { home, device };
  }

  async function undo(homeId: string): Promise<{ readonly home: Home; readonly left: readonly CloudflareLeft[] }> {
    const applied = (await records.get('home', homeId)).cloudflare?.applied;
    if (!applied) return { home: await homes.get(homeId), left: [] };
    const note = noteFor(homeId, { id: applied.zoneId, name: applied.zone });
    const left = await undoChanges({ api: await connection(), zoneId: applied.zoneId, note }, applied);
    for (const device of await records.list('device')) {
      if (applied.keys.includes(digestOf(device))) await markRevoked(device.id, 'cessationOfOperation');
    }
    const isRuleGone = applied.rule !== null && !left.some(({ kind, reason }) => kind === 'rule' && reason === 'changed-since');
    const home = await homes.setUpCloudflare(homeId, (setup) => ({ ...setup, applied: null, rule: isRuleGone ? null : setup.rule }));
    return { home, left };
  }

  async function markRevoked(deviceId: string, reason: DeviceRevocationReason | null): Promise<Device> {
    const revoked = reason === null ? null : { at: now().toISOString(), reason };
    await records.change('device', deviceId, (device) => ({ ...device, revoked: reason === null ? null : (device.revoked ?? revoked) }));
    return devices.get(deviceId);
  }

  /** Where a device's certificate is at Cloudflare. @throws Failure cloudflare-certificate-missing, cloudflare-zone-missing */
  async function findCertificate(api: CloudflareApi, device: DeviceRecord): Promise<{ readonly zoneId: string; readonly id: string }> {
    const home = device.homeId === null ? null : await records.get('home', device.homeId);
    const account = await records.get('cloudflare-account', only);
    const zoneId = home?.cloudflare?.applied?.zoneId ?? (home ? zoneOfHost(account.zones, cloudflareHost(home.url))?.id : undefined);
    if (zoneId === undefined) throw new Failure('cloudflare-zone-missing');
    const digest = digestOf(device);
    const certificates = await api.certificates(zoneId);
    const found = certificateFor(certificates, digest) ?? certificates.find((each) => certifiedDigest(each) === digest);
    if (!found) throw new Failure('cloudflare-certificate-missing', { device: device.name });
    return { zoneId, id: found.id };
  }

  return {
    access,

    /**
     * Tries a token, on its first zone all that can be tried by reading, and keeps it sealed in the place of an older one.
     *
     * @throws Failure as `cloudflareApi`
     */
    connect: (token: string): Promise<CloudflareAccess> => changing(() => connect(token)),

    /** Forgets the token. At Cloudflare it stays good until it is deleted there. */
    disconnect: (): Promise<CloudflareAccess> =>
      changing(async () => {
        await records.remove('cloudflare-account', only);
        plans.clear();
        return access();
      }),

    async zone(zoneId: string): Promise<CloudflareZoneState> {
      const known = new Map((await records.list('device')).map((device) => [digestOf(device), device.id]));
      return describeZone(await readZone(await connection(), zoneId), (digest) => known.get(digest) ?? null);
    },

    /** @throws Failure as `planChanges`, `cloudflareApi` and the rule's preview */
    plan: (asked: AccountPlan): Promise<CloudflarePlan> => changing(() => plan(asked)),

    /** @throws Failure cloudflare-plan-gone; as `applyChanges` and attaching a certificate to its request */
    apply: (planId: string): Promise<{ readonly home: Home; readonly device: Device | null }> => changing(() => apply(planId)),

    /** @throws Failure as `undoChanges` */
    undo: (homeId: string): Promise<{ readonly home: Home; readonly left: readonly CloudflareLeft[] }> => changing(() => undo(homeId)),

    /** Revokes a device's certificate at Cloudflare, or notes that this was done there. @throws Failure as `findCertificate` */
    revoke: (deviceId: string, reason: DeviceRevocationReason, by: 'token' | 'hand'): Promise<Revoked> =>
      changing(async () => {
        if (by === 'hand') return { device: await markRevoked(deviceId, reason), status: 'revoked' };
        const api = await connection();
        const { zoneId, id } = await findCertificate(api, await records.get('device', deviceId));
        const status = await api.revoke(zoneId, id);
        return { device: await markRevoked(deviceId, reason), status };
      }),

    /** @throws Failure cloudflare-refused where Cloudflare takes nothing back; as `findCertificate` */
    reactivate: (deviceId: string, by: 'token' | 'hand'): Promise<Revoked> =>
      changing(async () => {
        if (by === 'hand') return { device: await markRevoked(deviceId, null), status: 'active' };
        const api = await connection();
        const { zoneId, id } = await findCertificate(api, await records.get('device', deviceId));
        const status = await api.reactivate(zoneId, id);
        return { device: await markRevoked(deviceId, null), status };
      }),
  };
}

const digestOf = ({ chain: [leaf = ''] }: DeviceRecord): string => keyDigest(certifiedKey(fromRecord(leaf)));
