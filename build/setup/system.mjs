/** Debian's packages: what Electron links against, a display and keyring of our own, and the programs that judge our output. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { run } from '../run.mjs';

/** @import { SpawnOptions } from 'node:child_process' */

const systemPackages = {
  electron: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libsecret-1-0'],
  desktop: ['xvfb', 'dbus', 'gnome-keyring'],
  proxy: ['nginx', 'openssl', 'curl'],
  // apache2-bin is Apache without a service; a namespace of its own takes iproute2.
  roads: ['caddy', 'haproxy', 'apache2-bin', 'python3-venv', 'iproute2'],
  judges: ['libnss3-tools', 'gnutls-bin', 'default-jdk-headless', 'libbcprov-java'],
};

/** @typedef {keyof typeof systemPackages} Purpose */

/** Whose packages are wanted, but not needed: what is judged by them is skipped, aloud, where they cannot be had. @type {readonly Purpose[]} */
const optional = ['roads', 'judges'];

/** @returns {ReadonlySet<string>} what is installed, under its own name and the names it provides */
function installedPackages() {
  const list = execFileSync('dpkg-query', ['--show', '--showformat=${db:Status-Status} ${Package}, ${Provides}\n'], { encoding: 'utf8' });
  const installed = list.split('\n').filter((line) => line.startsWith('installed '));
  return new Set(installed.flatMap((line) => line.slice('installed '.length).split(/(?: \([^)]*\))?,\s*/)));
}

/**
 * Debian 13 and Ubuntu 24.04 renamed some libraries for 64-bit time and left several packages to provide the old name.
 *
 * @param {string} name
 */
function currentName(name) {
  const renamed = spawnSync('apt-cache', ['pkgnames', `${name}t64`], { encoding: 'utf8' });
  return renamed.stdout.split('\n').includes(`${name}t64`) ? `${name}t64` : name;
}

/**
 * Installs what is missing when we are root; prints the line to paste and throws when we are not. Does nothing off Debian.
 *
 * @param {readonly Purpose[]} purposes
 */
export async function ensureSystemPackages(purposes) {
  if (!existsSync('/etc/debian_version')) return;
  if (process.getuid?.() !== 0) return ensure(purposes);
  const isOptional = (/** @type {Purpose} */ purpose) => optional.includes(purpose);
  await ensure(purposes.filter((purpose) => !isOptional(purpose)));
  for (const purpose of purposes.filter(isOptional)) {
    await ensure([purpose]).catch((trouble) =>
      console.error(`SKIPPED: what ${systemPackages[purpose].join(', ')} would judge: ${trouble}`),
    );
  }
}

/** @param {readonly Purpose[]} purposes */
async function ensure(purposes) {
  const installed = installedPackages();
  const wanted = purposes.flatMap((purpose) => systemPackages[purpose]);
  if (wanted.every((name) => installed.has(name))) return;

  const install = (/** @type {readonly string[]} */ names) => ['install', '--yes', '--no-install-recommends', ...names];
  const missing = wanted.filter((name) => !installed.has(name));
  if (process.getuid?.() !== 0) {
    const line = `sudo apt-get update && sudo apt-get ${install(missing.map(currentName)).join(' ')}`;
    throw new Error(`Some Debian packages are missing. Paste this line, then try again:\n\n  ${line}\n`);
  }
  console.error(`Installing Debian packages: ${missing.join(' ')} …`);
  /** @type {SpawnOptions} */
  const quietly = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const patience = ['-qq', '-o', 'DPkg::Lock::Timeout=300'];
  await run('apt-get', [...patience, 'update'], quietly);
  await withoutServices(missing, () => run('apt-get', [...patience, ...install(missing.map(currentName))], quietly));
}

/** What Debian would start at once, and again at each boot: proxies that we start ourselves, by hand, for a test. */
const services = ['nginx', 'caddy', 'haproxy'];

/** Debian's word for "start nothing now": https://people.debian.org/~hmh/invokerc.d-policyrc.d-specification.txt */
const policy = '/usr/sbin/policy-rc.d';

/**
 * Keeps the services among new packages from being started, now and later.
 *
 * @param {readonly string[]} names
 * @param {() => Promise<void>} install
 */
async function withoutServices(names, install) {
  const isOurs = !existsSync(policy);
  if (isOurs) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await install();
  } finally {
    if (isOurs) rmSync(policy);
  }
  const unwanted = services.filter((name) => names.includes(name));
  if (unwanted.length === 0 || !existsSync('/run/systemd/system')) return;
  spawnSync('systemctl', ['disable', '--quiet', ...unwanted]);
  console.error(`Installed without starting: ${unwanted.join(', ')}.`);
}
