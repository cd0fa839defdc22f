/**
 * Test connection at a healthy home against curl: prints a comparison as JSON. main.mjs builds it as the app is built, and runs it in
 * Electron's Node. With `--house` it is what stands behind the proxy, in a process of its own.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { startHomeAssistant } from '../../e2e/support/home-assistant.ts';
import { freePort, mainConfiguration, runNginx } from '../../e2e/support/nginx.ts';
import { exportKey } from '../../electron/pki/key.ts';
import { probe } from '../../electron/probe/probe.ts';
import { makeWorld, type World } from '../roads/world.ts';
import { against, type Comparison } from './comparison.mjs';

const goal = 2;

/** As the app writes it, as far as it matters here. */
const serverBlock = (port: number, folder: string, upstream: string): string => `  server {
    listen 127.0.0.1:${port} ssl http2;
    server_name localhost;
    ssl_certificate ${folder}/server.crt;
    ssl_certificate_key ${folder}/server.key;
    ssl_session_cache off;
    ssl_session_tickets off;
    ssl_client_certificate ${folder}/devices.crt;
    ssl_verify_client on;
    location / {
      proxy_pass ${upstream};
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $http_connection;
    }
  }`;

/** All that a run asks for, by one curl, over as many connections. */
function curlArgs(port: number, world: World): readonly string[] {
  const { certificateFile, keyFile } = world.guests.ecdsa;
  const common = ['--silent', '--http1.1', '--header', 'Connection: close', '--cacert', world.serverAuthorityFile, '--output', '/dev/null'];
  const device = [...common, '--cert', certificateFile, '--key', keyFile];
  const origin = `https://localhost:${port}`;
  const requests = [
    [...common, `${origin}/manifest.json`],
    [...device, `${origin}/manifest.json`],
    [...common, `https://127.0.0.1:${port}/manifest.json`],
    [...common, 'http://localhost:80/manifest.json'],
    [...common, 'http://localhost:8123/manifest.json'],
    [...device, `${origin}/api/websocket`],
    [...device, `${origin}/auth/providers`],
    [...device, '--data', '{}', `${origin}/api/webhook/bench`],
    [...device, '--http2', `${origin}/manifest.json`],
  ];
  return requests.flatMap((request, index) => (index === 0 ? request : ['--next', ...request]));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** In turn, so that whatever else the machine does meets both; the first round only warms up. */
async function race(port: number, world: World, rounds: number): Promise<Comparison> {
  const { der: certificate, key, name } = world.guests.ecdsa;
  const identity = { certificate, key: exportKey(key), name, chain: [] };
  const visit = async (): Promise<void> => {
    const url = `https://localhost:${port}`;
    const { verdict } = await probe({ url, identity, trusted: [world.serverAuthorityDer], now: () => new Date() });
    if (verdict !== 'locked') throw new Error(`not a healthy run: ${verdict}`);
  };
  // It ends with an error, as nobody listens at the ports beside.
  const curl = () => promisify(execFile)('curl', curlArgs(port, world)).catch(() => undefined);
  const runs = [];
  for (let round = 0; round <= rounds; round++) runs.push({ theirs: await timed(curl), ours: await timed(visit) });
  return against('Test connection at a healthy home / curl', 'ms', runs.slice(1), goal);
}

async function compare(folder: string, rounds: number): Promise<Comparison> {
  const house = spawn(process.execPath, [import.meta.filename, '--house'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [origin] = (await once(house.stdout, 'data')) as [Buffer];
  const world = await makeWorld('p256', path.join(folder, 'world'));
  const put = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
  put('server.crt', world.serverPem);
  put('server.key', world.serverKeyPem);
  put('devices.crt', world.deviceAuthorityPem);
  const port = await freePort();
  put('nginx.conf', mainConfiguration(serverBlock(port, folder, String(origin).trim()), folder));
  const nginx = await runNginx(path.join(folder, 'nginx.conf'), port, path.join(folder, 'error.log'));
  try {
    return await race(port, world, rounds);
  } finally {
    await nginx.stop();
    house.kill();
  }
}

const { values } = parseArgs({ options: { house: { type: 'boolean', default: false }, rounds: { type: 'string', default: '5' } } });
if (values.house) console.log((await startHomeAssistant()).origin);
else {
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-bench-'));
  try {
    console.log(JSON.stringify([await compare(folder, 4 * Number(values.rounds))]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
