import { authorityService } from './authority.ts';
import { bundleService } from './bundle.ts';
import { certificateService } from './certificate.ts';
import { deployService } from './deploy.ts';
import { deviceService } from './device.ts';
import type { Foundation } from './foundation.ts';
import { homeService } from './home.ts';
import { offerService } from './offer.ts';
import { probeService } from './probe.ts';
import { settingsService } from './settings.ts';

export type Services = ReturnType<typeof buildServices>;

/** Builds every service on one foundation, each after those that it uses. */
export function buildServices(foundation: Foundation) {
  const homes = homeService(foundation);
  const authorities = authorityService(foundation);
  const devices = deviceService(foundation, authorities);
  const bundles = bundleService(foundation, devices);
  const offers = offerService(foundation, devices, bundles);
  return {
    homes,
    authorities,
    devices,
    bundles,
    offers,
    certificates: certificateService(foundation, authorities, homes),
    deploy: deployService(foundation, authorities, homes),
    probes: probeService(foundation, devices, offers),
    settings: settingsService(foundation),
    vault: foundation.vault,
    desktop: foundation.desktop,
  };
}
