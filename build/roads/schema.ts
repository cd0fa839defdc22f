/** What is not run by default is read as its documentation says. */
import { z } from 'zod';
import { ask } from '../interop/ask.ts';
import { outcomeOf } from '../interop/report.ts';
import { planFor, type Wish } from './plan.ts';
import type { Check } from './report.ts';
import type { World } from './world.ts';

const text = z.string().min(1);
const certificateResolver = { certResolver: text.optional() };
const router = z.strictObject({
  entryPoints: z.array(text).min(1),
  rule: z.string().regex(/^Host\(`[^`]+`\)/),
  service: text,
  tls: z.strictObject({ options: text, ...certificateResolver }),
});
const service = z.strictObject({
  loadBalancer: z.strictObject({ servers: z.array(z.strictObject({ url: z.url() })).min(1), serversTransport: text.optional() }),
});
const tlsOptions = z.strictObject({
  minVersion: z.enum(['VersionTLS12', 'VersionTLS13']),
  clientAuth: z
    .strictObject({
      // "RequireAnyClientCert" would not look at who signed it.
      clientAuthType: z.literal('RequireAndVerifyClientCert'),
      caFiles: z.array(text).min(1),
    })
    .optional(),
});

/** The part of Traefik's dynamic configuration that a door may use: doc.traefik.io/traefik/reference/dynamic-configuration/file. */
const traefikSchema = z.strictObject({
  http: z.strictObject({
    routers: z.record(text, router),
    services: z.record(text, service),
    serversTransports: z.record(text, z.strictObject({ insecureSkipVerify: z.boolean() })).optional(),
  }),
  tls: z.strictObject({
    certificates: z.array(z.strictObject({ certFile: text, keyFile: text })).optional(),
    options: z.record(text, tlsOptions),
  }),
});

/** @param python with PyYAML. */
async function yaml(python: string, source: string): Promise<unknown> {
  return JSON.parse(
    await ask(python, ['-c', 'import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin), sys.stdout)'], { input: source }),
  );
}

/** @returns what it holds, for people. @throws Error where a key or a reference is wrong, or a door is open */
async function checkTraefik(python: string, source: string, insidePort: number | null): Promise<string> {
  const { http, tls } = traefikSchema.parse(await yaml(python, source));
  for (const [name, { service: wanted, tls: of, entryPoints }] of Object.entries(http.routers)) {
    const options = tls.options[of.options];
    if (http.services[wanted] === undefined || options === undefined) throw new Error(`${name} refers to what is not there`);
    const isInside = entryPoints.every((entryPoint) => entryPoint === `latchkey-${insidePort}`);
    if ((options.clientAuth === undefined) !== isInside) throw new Error(`${name} asks for ${isInside ? 'a' : 'no'} certificate`);
  }
  return `${Object.keys(http.routers).length} routers, ${Object.keys(tls.options).length} sets of TLS options`;
}

/** @param python with PyYAML, as Home Assistant has it. */
export async function checkSchemas(python: string, world: World): Promise<readonly Check[]> {
  const wish: Wish = {
    target: 'traefik',
    url: 'https://ha.example',
    upstream: 'http://192.168.1.5:8123',
    folder: '/etc/traefik/latchkey',
    openPaths: [],
    insidePort: null,
  };
  const configuration = async (wished: Wish): Promise<string> =>
    (await planFor(wished, world, [])).files.find(({ purpose }) => purpose === 'configuration')?.text ?? '';
  const check = async (name: string, wished: Wish): Promise<Check> => ({
    target: 'traefik',
    check: name,
    ...(await outcomeOf(async () => checkTraefik(python, await configuration(wished), wished.insidePort))),
  });
  return [
    await check('schema', wish),
    await check('schema, another port and a TLS upstream', { ...wish, url: 'https://ha.example:8443', upstream: 'https://[fd00::5]' }),
    await check('schema, with an inside port', { ...wish, insidePort: 8444 }),
  ];
}
