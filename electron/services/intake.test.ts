import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Arrival } from '../contract/inspection.ts';
import { openContent } from '../pki/inspect.ts';
import { openServices, trialFolder } from './test-foundation.ts';

const never = new AbortController().signal;

/** Services whose news are kept, with a bundle that OpenSSL made under each passphrase. */
async function bench(options: Partial<Parameters<typeof openServices>[0]> = {}) {
  const folder = await trialFolder();
  const told: Arrival[] = [];
  const emit = vi.fn((event: string, payload: unknown) => void (event === 'import:arrived' && told.push(payload as Arrival)));
  const services = await openServices({ folder, emit, ...options });
  const openssl = (line: string) => void execFileSync('openssl', line.split(' '), { cwd: folder, stdio: 'pipe' });
  const pair = (name: string) => {
    openssl(`req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ${name}.key -out ${name}.crt -subj /CN=${name} -days 30`);
    return path.join(folder, `${name}.crt`);
  };
  const bundle = (name: string, passphrase: string) => {
    pair(name);
    openssl(`pkcs12 -export -inkey ${name}.key -in ${name}.crt -out ${name}.p12 -passout pass:${passphrase}`);
    return path.join(folder, `${name}.p12`);
  };
  const settled = () => vi.waitFor(() => expect(told.at(-1)).toSatisfy(({ done, total }: Arrival) => done === total), 10_000);
  const take = async (...files: string[]) => {
    services.intake.take(files);
    await settled();
    return services.intake.list();
  };
  return { ...services, folder, told, take, settled, pair, bundle };
}

const phases = ({ offers }: Arrival) => offers.map(({ fileName, state }) => `${fileName}: ${state.phase}`).sort();
const refusals = ({ refused }: Arrival) => refused.map(({ fileName, failure }) => `${fileName}: ${failure.code}`).sort();

describe('files that come in together', () => {
  test('are each offered or refused for what they are, whatever the others are', async () => {
    const { take, told, folder, pair, bundle } = await bench();
    await mkdir(path.join(folder, 'folder.p12'));
    await writeFile(path.join(folder, 'notes.p12'), 'milk, bread');
    await writeFile(path.join(folder, 'huge.p12'), Buffer.alloc(6 * 2 ** 20));
    const others = ['folder.p12', 'notes.p12', 'huge.p12', 'gone.p12'].map((name) => path.join(folder, name));
    const list = await take(...others, pair('anna'), bundle('bert', 'hunter2'));
    expect(phases(list)).toEqual(['anna.crt: open', 'bert.p12: needs-passphrase']);
    expect(refusals(list)).toEqual([
      'folder.p12: file-is-folder',
      'gone.p12: file-missing',
      'huge.p12: file-too-large',
      'notes.p12: file-nothing-usable',
    ]);
    expect(list).toMatchObject({ done: 6, total: 6 });
    expect(new Set(told.map(({ groupId }) => groupId))).toEqual(new Set([list.groupId]));
    expect(told.flatMap(({ offers }) => offers)).toHaveLength(2);
    expect(told.flatMap(({ refused }) => refused)).toHaveLength(4);
  });

  test('are one group also where some come later, while the first are still being opened', async () => {
    const { intake, settled, pair, told } = await bench();
    const [anna, bert] = [pair('anna'), pair('bert')];
    intake.take([anna]);
    intake.take([bert]);
    await settled();
    expect(intake.list()).toMatchObject({ total: 2 });
    intake.take([anna]);
    await vi.waitFor(() => expect(intake.list().offers).toHaveLength(3));
    expect(intake.list()).toMatchObject({ total: 1, done: 1 });
    expect(told.at(-1)?.groupId).not.toBe(told[0]?.groupId);
  });

  test('are all accounted for where the user stops', async () => {
    const stopped = { isHeld: true };
    const open: typeof openContent = async (...args) => {
      await vi.waitFor(() => expect(stopped.isHeld).toBe(false));
      return openContent(...args);
    };
    const { intake, settled, pair } = await bench({ work: { open } });
    const file = pair('anna');
    intake.take(Array.from({ length: 50 }, () => file));
    intake.stop();
    stopped.isHeld = false;
    await settled();
    const list = intake.list();
    expect(list.offers.length + list.refused.length).toBe(50);
    expect(new Set(refusals(list))).toEqual(new Set(['anna.crt: job-cancelled']));
  });

  test('stay within what fits into memory, and the rest is said to be too much', async () => {
    const { take, folder, pair } = await bench();
    const filler = Buffer.concat([await readFile(pair('anna')), Buffer.alloc(5 * 2 ** 20 - 4096, '\n')]);
    const files = Array.from({ length: 14 }, (_, at) => path.join(folder, `${at}.crt`));
    for (const file of files) await writeFile(file, filler);
    const list = await take(...files);
    expect(list.offers).toHaveLength(12);
    expect(list.refused.map(({ failure }) => failure)).toMatchObject([
      { code: 'files-too-many', facts: { limit: 64 } },
      { code: 'files-too-many' },
    ]);
  });

  test('are forgotten once they are discarded', async () => {
    const { take, intake, folder, pair } = await bench();
    const list = await take(pair('anna'), path.join(folder, 'gone.p12'));
    intake.discard([...list.offers, ...list.refused].map(({ importId }) => importId));
    expect(intake.list()).toMatchObject({ offers: [], refused: [] });
  });
});

describe('a passphrase', () => {
  test('opens every file that it fits, and leaves the others locked', async () => {
    const { take, intake, bundle } = await bench();
    await take(bundle('anna', 'hunter2'), bundle('bert', 'hunter2'), bundle('carl', 'another'));
    expect(await intake.unlock('hunter2', never)).toEqual({ opened: 2, locked: 1 });
    expect(phases(intake.list())).toEqual(['anna.p12: open', 'bert.p12: open', 'carl.p12: needs-passphrase']);
    expect(await intake.unlock('hunter2', never)).toEqual({ opened: 0, locked: 1 });
  });

  test('is tried on those that are still coming in as well', async () => {
    const { intake, bundle } = await bench();
    intake.take([bundle('anna', 'hunter2'), bundle('bert', 'hunter2')]);
    expect(await intake.unlock('hunter2', never)).toEqual({ opened: 2, locked: 0 });
  });

  test('is tried no further once the user stops', async () => {
    const { take, intake, bundle } = await bench();
    await take(bundle('anna', 'hunter2'), bundle('bert', 'hunter2'));
    expect(await intake.unlock('hunter2', AbortSignal.abort())).toEqual({ opened: 0, locked: 2 });
  });
});

describe('pasted text', () => {
  const pasting = async (text: string) => {
    const { intake, told } = await bench({ desktop: { readClipboard: async () => ({ name: 'Pasted text', text }) } });
    await intake.paste();
    return { intake, told };
  };

  test('with PEM in it is offered like a file', async () => {
    const { pair, folder } = await bench();
    pair('anna');
    const { intake, told } = await pasting(`Hello,\n${await readFile(path.join(folder, 'anna.key'), 'utf8')}`);
    await vi.waitFor(() => expect(phases(intake.list())).toEqual(['Pasted text: open']));
    expect(JSON.stringify(told)).not.toContain('PRIVATE KEY');
  });

  test('with something else in it is left alone', async () => {
    const { intake, told } = await pasting('https://ha.example');
    expect(intake.list()).toMatchObject({ total: 0, offers: [], refused: [] });
    expect(told).toEqual([]);
  });

  test('that is too long is refused', async () => {
    const { intake } = await pasting(`-----BEGIN CERTIFICATE-----${' '.repeat(6 * 2 ** 20)}`);
    await vi.waitFor(() => expect(refusals(intake.list())).toEqual(['Pasted text: file-too-large']));
  });
});

test('what cannot be told apart from a bug of ours is refused as one, and the rest goes on', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => void vi.restoreAllMocks());
  const open: typeof openContent = async (bytes, passphrase) => {
    if (bytes.length === 3) throw new TypeError('a bug');
    return openContent(bytes, passphrase);
  };
  const { take, folder, pair } = await bench({ work: { open } });
  await writeFile(path.join(folder, 'odd.p12'), 'odd');
  const list = await take(path.join(folder, 'odd.p12'), pair('anna'));
  expect(refusals(list)).toEqual(['odd.p12: internal']);
  expect(phases(list)).toEqual(['anna.crt: open']);
});
