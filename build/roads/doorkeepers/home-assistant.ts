import type { Doorkeeper } from '../doorkeeper.ts';
import { configure, ringsIn } from '../home-assistant.ts';

/** Home Assistant that asks for certificates itself. */
export const ownDoor = (python: string): Doorkeeper => {
  const folder = 'config';
  const run = `PYTHONDONTWRITEBYTECODE= exec ${python} -m homeassistant --config "$ROOT/${folder}"`;
  return {
    name: 'home-assistant',
    target: 'home-assistant',
    program: python,
    versionArgs: ['-m', 'homeassistant', '--version'],
    // aiohttp has no HTTP/2; Python's ssl names no authorities.
    offers: { http2: false, authorityNames: false, freshSessions: true },
    furnish: async (site) => {
      site.stub(
        'ha',
        'case "$*" in\n  "core check") exec check ;;\n  "core restart") touch "$ROOT/state/restart" ;;\n  *) exit 1 ;;\nesac',
      );
      site.stub(
        'check',
        `${run} --script check_config | tee "$ROOT/checked"\n! grep -q "Incorrect config" "$ROOT/checked"`.replace('exec ', ''),
      );
      site.stub('serve', `${run} --skip-pip`);
    },
    finish: (site, { wish, plan }) => configure(site.at(folder), plan.homeAssistant, Number(new URL(wish.url).port)),
    rings: (site) => ringsIn(site.at(folder)),
  };
};
