import type { AppFacts } from '../contract/entities.ts';
import type { Channel, Reply, Request } from '../contract/ipc.ts';
import type { Services } from '../services/services.ts';

/** A new row in the contract fails the build until it is handled. */
export type Handlers = { readonly [C in Channel]: (request: Request<C>) => Reply<C> | Promise<Reply<C>> };

/** Answers with null once the work is done. */
const done = async (work: void | Promise<void>): Promise<null> => {
  await work;
  return null;
};

/** One row a channel: which service answers it. */
export function buildHandlers(services: Services, app: AppFacts): Handlers {
  const { homes, authorities, certificates, devices, bundles, offers, deploy, probes, settings, vault, desktop } = services;
  return {
    'app:describe': () => app,
    'settings:read': () => settings.read(),
    'settings:change': (wanted) => settings.change(wanted),

    'vault:open': () => vault.open(),
    'vault:create': ({ passphrase }) => vault.createWithPassphrase(passphrase),
    'vault:unlock': ({ passphrase }) => vault.unlock(passphrase),

    'home:list': () => homes.list(),
    'home:create': (home) => homes.create(home),
    'home:change': ({ homeId, name, url }) => homes.rename(homeId, { name, url }),
    'home:use-public-certificate': ({ homeId }) => homes.change(homeId, { publicCertificate: true }),

    'authority:list': () => authorities.list(),
    'authority:create': (authority) => authorities.create(authority),
    'authority:back-up': ({ authorityId, passphrase }) => authorities.backUp(authorityId, passphrase),
    'authority:save-certificate': ({ authorityId }) => authorities.saveCertificate(authorityId),

    'certificate:list': () => certificates.list(),
    'certificate:lint-server': (plan) => certificates.lint(plan),
    'certificate:issue-server': (plan) => certificates.issueServer(plan),

    'deploy:preview': ({ homeId, ...setup }) => deploy.preview(homeId, setup),
    'deploy:save': ({ homeId, ...setup }) => deploy.save(homeId, setup),

    'device:list': () => devices.list(),
    'device:issue': (plan) => devices.issue(plan),
    'device:remove': ({ deviceId }) => done(devices.remove(deviceId)),

    'passphrase:suggest': () => ({ passphrase: bundles.suggestPassphrase() }),
    'bundle:export': ({ deviceId, profile }) => bundles.export(deviceId, profile),
    'bundle:reveal': ({ exportId }) => done(bundles.reveal(exportId)),
    'bundle:share': ({ exportId }) => done(bundles.share(exportId)),
    'bundle:drag': ({ exportId }) => done(bundles.drag(exportId)),

    'import:choose': () => offers.choose(),
    'import:offer': ({ path }) => offers.offer(path),
    'import:list': () => offers.list(),
    'import:open': ({ importId, passphrase }) => offers.open(importId, passphrase),
    'import:keep': ({ importId, ...facts }) => offers.keep(importId, facts),
    'import:export': ({ importId, profile }) => offers.export(importId, profile),
    'import:discard': ({ importId }) => done(offers.discard(importId)),

    'probe:start': (target) => probes.start(target),
    'job:cancel': ({ jobId }) => done(probes.cancel(jobId)),

    'clipboard:copy': ({ text, secret }) => done(desktop.copy(text, { secret })),

    'draft:read': () => settings.readDraft(),
    'draft:save': (draft) => done(settings.saveDraft(draft)),
    'draft:discard': () => done(settings.discardDraft()),
  };
}
