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
  const {
    jobs,
    homes,
    authorities,
    certificates,
    devices,
    bundles,
    handoffs,
    offers,
    intake,
    requests,
    cloudflare,
    cloudflareAccount,
    deploy,
    todos,
    probes,
    history,
    schedule,
    settings,
    vault,
    desktop,
  } = services;
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
    'authority:create': ({ jobId, ...plan }) => jobs.run(jobId, (signal) => authorities.create(plan, signal)),
    'authority:replace': ({ authorityId, name }) => authorities.replace(authorityId, name),
    'authority:back-up': ({ authorityId, passphrase }) => authorities.backUp(authorityId, passphrase),
    'authority:save-certificate': ({ authorityId }) => authorities.saveCertificate(authorityId),
    'authority:save-profile': ({ authorityId }) => authorities.saveProfile(authorityId),

    'certificate:list': () => certificates.list(),
    'certificate:lint-server': (plan) => certificates.lint(plan),
    'certificate:issue-server': (plan) => certificates.issueServer(plan),
    'certificate:sign-server': ({ importId, ...plan }) => certificates.signServer(offers.bytes(importId), plan),
    'certificate:save': ({ certificateId }) => certificates.saveCertificate(certificateId),

    'deploy:preview': ({ homeId, ...setup }) => deploy.preview(homeId, setup),
    'deploy:save': ({ homeId, ...setup }) => deploy.save(homeId, setup),
    'todo:plan': ({ homeId, todoId }) => todos.plan(homeId, todoId),
    'todo:save': ({ homeId, todoId }) => todos.save(homeId, todoId),
    'todo:finish': ({ homeId, todoId }) => todos.finish(homeId, todoId),

    'device:list': () => devices.list(),
    'device:issue': ({ jobId, ...plan }) => jobs.run(jobId, (signal) => devices.issue(plan, signal)),
    'device:lint': (plan) => devices.lint(plan),
    'device:sign': ({ importId, ...plan }) => devices.sign(offers.bytes(importId), plan),
    'device:save-certificate': ({ deviceId }) => devices.saveCertificate(deviceId),
    'device:revoke': ({ deviceId, reason }) => devices.revoke(deviceId, reason),
    'device:remove': ({ deviceId }) => done(devices.remove(deviceId)),
    'device:renew': ({ deviceId, jobId }) => jobs.run(jobId, (signal) => devices.renew(deviceId, signal)),
    'device:note-guide': ({ deviceId, guide }) => devices.noteGuide(deviceId, guide),

    'request:list': () => requests.list(),
    'request:create': ({ jobId, ...plan }) => jobs.run(jobId, (signal) => requests.create(plan, signal)),
    'request:save': ({ requestId }) => requests.save(requestId),
    'request:remove': ({ requestId }) => done(requests.remove(requestId)),
    'request:read-answer': (answer) => requests.readAnswer(answer),
    'request:attach': ({ requestId, answer }) => requests.attach(requestId, answer),

    'cloudflare:preview': (plan) => cloudflare.preview(plan),
    'cloudflare:confirm-tunnel': ({ homeId, service }) => cloudflare.confirmTunnel(homeId, service),
    'cloudflare:confirm-rule': (plan) => cloudflare.confirmRule(plan),
    'cloudflare:check': ({ homeId }) => cloudflare.check(homeId),
    'cloudflare:connect': ({ token }) => cloudflareAccount.connect(token),
    'cloudflare:access': () => cloudflareAccount.access(),
    'cloudflare:disconnect': () => cloudflareAccount.disconnect(),
    'cloudflare:zone': ({ zoneId }) => cloudflareAccount.zone(zoneId),
    'cloudflare:plan': (plan) => cloudflareAccount.plan(plan),
    'cloudflare:apply': ({ planId }) => cloudflareAccount.apply(planId),
    'cloudflare:undo': ({ homeId }) => cloudflareAccount.undo(homeId),
    'cloudflare:revoke': ({ deviceId, reason, by }) => cloudflareAccount.revoke(deviceId, reason, by),
    'cloudflare:reactivate': ({ deviceId, by }) => cloudflareAccount.reactivate(deviceId, by),

    'passphrase:suggest': () => ({ passphrase: bundles.suggestPassphrase() }),
    'bundle:export': ({ deviceId, form }) => bundles.export(deviceId, form),
    'bundle:export-many': ({ deviceIds, form, jobId }) =>
      jobs.run(jobId, (signal) => bundles.exportMany(deviceIds, form, { jobId, signal })),
    'bundle:reveal': ({ exportId }) => done(bundles.reveal(exportId)),
    'bundle:share': ({ exportId }) => done(bundles.share(exportId)),
    'bundle:drag': ({ exportId }) => done(bundles.drag(exportId)),
    'bundle:copy-file': ({ exportId }) => done(bundles.copyFile(exportId)),

    'handoff:interfaces': () => handoffs.addresses(),
    'handoff:start': ({ exportId, address }) => handoffs.start(exportId, address),
    'handoff:stop': ({ handoffId }) => done(handoffs.stop(handoffId)),

    'import:choose': () => done(intake.choose()),
    'import:offer': ({ paths }) => done(intake.take(paths)),
    'import:paste': () => done(intake.paste()),
    'import:list': () => intake.list(),
    'import:stop': () => done(intake.stop()),
    'import:open': ({ importId, passphrase }) => offers.open(importId, passphrase),
    'import:unlock': ({ passphrase, jobId }) => jobs.run(jobId, (signal) => intake.unlock(passphrase, signal)),
    'import:keep': ({ importId, ...facts }) => offers.keep(importId, facts),
    'import:pick': ({ importId, leaf }) => offers.pick(importId, leaf),
    'import:join': ({ importId, otherId }) => offers.join(importId, otherId),
    'import:export': ({ importId, form }) => offers.export(importId, form),
    'import:export-many': ({ importIds, form, jobId }) =>
      jobs.run(jobId, (signal) => offers.exportMany(importIds, form, { jobId, signal })),
    'import:discard': ({ importIds }) => done(intake.discard(importIds)),

    'probe:start': (target) => probes.start(target),
    'probe:history': ({ homeId }) => history.list(homeId),
    'probe:forget': ({ homeId }) => done(history.forget(homeId)),
    'probe:schedule': ({ homeId, schedule: wanted }) => schedule.set(homeId, wanted),
    'job:cancel': ({ jobId }) => done(jobs.cancel(jobId)),

    'sheet:print': async () => ({ phase: await desktop.print() }),

    'clipboard:copy': ({ text, secret }) => done(desktop.copy(text, { secret })),

    'draft:read': () => settings.readDraft(),
    'draft:save': (draft) => done(settings.saveDraft(draft)),
    'draft:discard': () => done(settings.discardDraft()),
    'device-draft:read': () => settings.readDeviceDraft(),
    'device-draft:save': (draft) => done(settings.saveDeviceDraft(draft)),
    'device-draft:discard': () => done(settings.discardDeviceDraft()),

    'cloudflare-draft:read': () => settings.readCloudflareDraft(),
    'cloudflare-draft:save': (draft) => done(settings.saveCloudflareDraft(draft)),
    'cloudflare-draft:discard': () => done(settings.discardCloudflareDraft()),
  };
}
