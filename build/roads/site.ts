/** A proxy's host in a folder: the commands that the app gives are run as they stand, below another root. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DeployFile } from '../../electron/contract/deploy.ts';
import { ask } from '../interop/ask.ts';

/** Stand-ins for what needs the real host: `sudo` does as it is told, and files are given to nobody else. */
const stubs = {
  sudo: 'exec "$@"',
  install: '[ "$3" = -g ] && { mode=$2; shift 4; set -- -m "$mode" "$@"; }\nPATH=${PATH#*:} exec install "$@"',
};

/** The host's folders: `etc` is what the proxy takes for /etc. */
export class Site {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
    for (const folder of ['bin', 'desk', 'state', 'run', 'etc/default']) mkdirSync(this.at(folder), { recursive: true });
    for (const [name, script] of Object.entries(stubs)) this.stub(name, script);
  }

  /** @returns an absolute path. */
  at(...parts: readonly string[]): string {
    return path.join(this.root, ...parts);
  }

  /** Writes a file, and the folders that it needs. @returns its path */
  put(name: string, text: string, mode = 0o644): string {
    mkdirSync(path.dirname(this.at(name)), { recursive: true });
    writeFileSync(this.at(name), text, { mode });
    return this.at(name);
  }

  /** Puts a command of this host in front of the real one. */
  stub(name: string, script: string): void {
    this.put(`bin/${name}`, `#!/bin/sh\nROOT='${this.root}'\n${script}\n`, 0o755);
  }

  /** Lays the app's files where somebody unpacked them. Only the server's key, which is a secret, comes from elsewhere. */
  unpack(files: readonly DeployFile[], serverKeyPem: string): void {
    for (const { name, text, purpose } of files) {
      this.put(`desk/${name}`, purpose === 'server-key' ? serverKeyPem : this.moved(text ?? ''), purpose === 'server-key' ? 0o600 : 0o644);
    }
  }

  /** Runs commands among the unpacked files. @returns what they said. @throws Error with the last of it, where one fails */
  run(commands: readonly string[]): Promise<string> {
    const script = ['set -e', 'exec 2>&1', `cd '${this.at('desk')}'`, ...commands.map((command) => this.moved(command))].join('\n');
    return ask('sh', ['-c', script], { env: { PATH: this.path } });
  }

  /** Where its programs are looked for. Debian keeps proxies where only root looks. */
  get path(): string {
    return `${this.at('bin')}:${process.env['PATH']}:/usr/sbin`;
  }

  /** @returns text in which the host's folders are ours. */
  moved(text: string): string {
    return text.replace(/(?<![\w./-])\/(etc|run)\//g, `${this.root}/$1/`);
  }
}
