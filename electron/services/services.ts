import { type Network, systemNetwork } from '../cloudflare/network.ts';
import { authorityService } from './authority.ts';
import { bundleService } from './bundle.ts';
import { certificateService } from './certificate.ts';
import { cloudflareService } from './cloudflare.ts';
import { cloudflareAccountService } from './cloudflare-account.ts';
import { deployService } from './deploy.ts';
import { deviceService } from './device.ts';
import type { Foundation } from './foundation.ts';
import { handoffService } from './handoff.ts';
import { homeService } from './home.ts';
import { intakeService } from './intake.ts';
import { jobService } from './jobs.ts';
import { offerService } from './offer.ts';
import { probeService } from './probe.ts';
import { probeHistoryService } from './probe-history.ts';
import { requestService } from './request.ts';
import { scheduleService } from './schedule.ts';
import { settingsService } from './settings.ts';
import { todoService } from './todo.ts';

export type Services = ReturnType<typeof buildServices>;

/** Builds every service on one foundation, each after those that it uses. */
export function buildServices(foundation: Foundation, network: Network = systemNetwork) {
  const jobs = jobService();
  const homes = homeService(foundation);
  const authorities = authorityService(foundation, homes);
  const devices = deviceService(foundation, authorities, homes);
  const bundles = bundleService(foundation, devices);
  const offers = offerService(foundation, devices, bundles);
  const deploy = deployService(foundation, authorities, homes);
  const todos = todoService(foundation, homes, deploy);
  const requests = requestService(foundation, devices, offers);
  const cloudflare = cloudflareService(foundation, homes, network);
  const history = probeHistoryService(foundation);
  const probes = probeService(foundation, jobs, devices, offers, todos, history);
  return {
    jobs,
    homes,
    authorities,
    devices,
    bundles,
    handoffs: handoffService(foundation, bundles),
    offers,
    intake: intakeService(foundation, offers),
    requests,
    certificates: certificateService(foundation, authorities, homes),
    deploy,
    todos,
    cloudflare,
    cloudflareAccount: cloudflareAccountService(foundation, { homes, devices, requests, cloudflare }, network),
    probes,
    history,
    schedule: scheduleService(foundation, { homes, probes, history }),
    settings: settingsService(foundation),
    vault: foundation.vault,
    desktop: foundation.desktop,
  };
}
