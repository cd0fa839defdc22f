import { randomUUID } from 'node:crypto';
import type { Device, KeyAlgorithm, KeyOwner, PendingRequest, Platform } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import type { ReturnedCertificate } from '../contract/inspection.ts';
import type { Saved, SavedFile } from '../contract/ipc.ts';
import { certifiedKey, lintAnswer } from '../pki/answer.ts';
import { algorithmLabel, exportKey, importKey } from '../pki/key.ts';
import { buildSubject, deviceCommonName, readName, type Subject } from '../pki/name.ts';
import { toPem } from '../pki/pem.ts';
import { createRequest, readRequest } from '../pki/request.ts';
import { writeAtomically } from '../vault/atomic-file.ts';
import { inTurn } from '../vault/in-turn.ts';
import type { DeviceService } from './device.ts';
import { safeFileName, savedFile } from './file-name.ts';
import type { Foundation } from './foundation.ts';
import type { OfferService } from './offer.ts';
import { fromRecord, oldestFirst, type RequestRecord, sealContext, toRecord } from './records.ts';

export type RequestService = ReturnType<typeof requestService>;

interface RequestPlan {
  readonly name: string;
  readonly platform: Platform;
  readonly homeId: string | null;
  /** Empty where it is not said. */
  readonly organization: string;
  readonly country: string;
  readonly key: KeyAlgorithm;
}

/** A certificate as it came back: text that was pasted, or a file that is open. */
type AnswerSource = { readonly text: string } | { readonly importId: string };

/** A key of ours and who waits with it, or has it. */
interface Holder {
  readonly spki: Uint8Array;
  readonly owner: KeyOwner;
}

/** Requests (CSR): keys that wait here until an authority elsewhere has certified them. */
export function requestService(foundation: Foundation, devices: DeviceService, offers: OfferService) {
  const { records, vault, work, desktop, now } = foundation;
  const creating = inTurn();
  const ending = inTurn();

  /** A request becomes the device of its own id. Where the app was ended between the two, it is a device already. */
  async function pending(): Promise<readonly RequestRecord[]> {
    const made = new Set((await records.list('device')).map(({ id }) => id));
    const requests = await records.list('request');
    for (const { id } of requests.filter((request) => made.has(request.id))) await records.remove('request', id);
    return oldestFirst(requests.filter(({ id }) => !made.has(id)));
  }

  async function create(plan: RequestPlan, signal?: AbortSignal): Promise<PendingRequest> {
    const { name, platform, homeId, key } = plan;
    const waiting = (await pending())
      .filter((request) => request.name === name && request.platform === platform && request.homeId === homeId)
      .map(describe)
      .find(({ request }) => request.key === algorithmLabel(key) && request.subject === readName(buildSubject(subjectOf(plan))).text);
    if (waiting) return waiting;
    const id = randomUUID();
    const privateKey = importKey(await work.generateKey(key, signal));
    const record: RequestRecord = {
      id,
      name,
      platform,
      homeId,
      der: toRecord(await createRequest({ subject: subjectOf(plan), names: [], key: privateKey })),
      key: vault.sealKey(sealContext('request', id), exportKey(privateKey)),
      createdAt: now().toISOString(),
    };
    await records.put('request', id, record);
    return describe(record);
  }

  /** Every key that a certificate may belong to: those that wait, and those of the devices. */
  async function holders(): Promise<readonly Holder[]> {
    const requests = (await pending()).map((record): Holder => {
      return { spki: requestedKey(record), owner: { kind: 'request', requestId: record.id, name: record.name } };
    });
    const known = (await records.list('device')).map(({ id, name, chain: [leaf = ''] }): Holder => {
      return { spki: certifiedKey(fromRecord(leaf)), owner: { kind: 'device', deviceId: id, name } };
    });
    return [...requests, ...known];
  }

  const bytesOf = (source: AnswerSource): Uint8Array => ('text' in source ? Buffer.from(source.text) : offers.bytes(source.importId));

  async function attach(requestId: string, source: AnswerSource): Promise<Device> {
    const made = (await devices.list()).find(({ id }) => id === requestId);
    if (made) return made;
    const record = await records.get('request', requestId);
    const { chain, certificates, owner } = await work.readAnswer(bytesOf(source), [requestedKey(record)]);
    if (owner === null) throw new Failure('certificate-key-unknown', { name: record.name });
    const stop = lintAnswer(certificates, now()).find(({ severity }) => severity === 'error');
    if (stop) throw new Failure('certificate-unusable', { finding: stop.code });
    const key = vault.unsealKey(sealContext('request', requestId), record.key);
    const { name, platform, homeId } = record;
    const device = await devices.adopt({ id: requestId, name, platform, homeId }, { name, key, chain });
    await records.remove('request', requestId);
    return device;
  }

  return {
    async list(): Promise<readonly PendingRequest[]> {
      return (await pending()).map(describe);
    },

    /**
     * Makes a key and its request, once: a request that waits for the same is given back instead.
     *
     * @throws Failure job-cancelled
     */
    create: (plan: RequestPlan, signal?: AbortSignal): Promise<PendingRequest> => creating(() => create(plan, signal)),

    /** The request as PEM (`.csr`), to be handed to the authority. */
    async save(requestId: string): Promise<Saved<SavedFile>> {
      const { name, der } = await records.get('request', requestId);
      const path = await desktop.askSaveFile({ title: 'saveRequest', suggestedName: safeFileName(name, 'csr'), kind: 'request' });
      if (path === null) return { phase: 'cancelled' };
      await writeAtomically(path, Buffer.from(requestPem(der)), { mode: 0o644 });
      return { phase: 'saved', ...savedFile(path) };
    },

    /** Deletes a request with its key: what an authority makes of it later belongs to nobody. */
    remove: (requestId: string): Promise<void> => ending(() => records.remove('request', requestId)),

    /**
     * Says whose a certificate is that came back.
     *
     * @throws Failure certificate-answers-nothing, record-missing for a file that is open no more; as `readContent`
     */
    async readAnswer(source: AnswerSource): Promise<ReturnedCertificate> {
      const known = await holders();
      const keys = known.map(({ spki }) => spki);
      const { certificates, owner } = await work.readAnswer(bytesOf(source), keys);
      const [certificate, ...chain] = certificates;
      if (certificate === undefined) throw new Failure('certificate-answers-nothing');
      const findings = owner === null ? [] : lintAnswer(certificates, now());
      return { certificate, chain, findings, owner: known[owner ?? -1]?.owner ?? { kind: 'nobody' } };
    },

    /**
     * Joins a certificate with the key that waits for it, once: asked for again, it gives that device.
     *
     * @throws Failure certificate-key-unknown where it belongs to another key; certificate-unusable where it has ended or is for no
     *   device; as `readAnswer`
     */
    attach: (requestId: string, source: AnswerSource): Promise<Device> => ending(() => attach(requestId, source)),
  };
}

const subjectOf = ({ name, organization, country }: RequestPlan): Subject => ({
  commonName: deviceCommonName(name),
  ...(organization !== '' && { organization }),
  ...(country !== '' && { country }),
});

/** SubjectPublicKeyInfo, DER. */
const requestedKey = ({ der }: RequestRecord): Uint8Array => readRequest(fromRecord(der)).publicKey.export({ type: 'spki', format: 'der' });

const requestPem = (der: string): string => toPem('CERTIFICATE REQUEST', fromRecord(der));

function describe({ id, name, platform, homeId, der, createdAt }: RequestRecord): PendingRequest {
  return { id, name, platform, homeId, request: readRequest(fromRecord(der)).facts, pem: requestPem(der), createdAt };
}
