import { expect, test, vi } from 'vitest';
import { fileReference, writeReference } from './file-reference.ts';

const file = '/home/anna/Küche 1.p12';
const url = 'file:///home/anna/K%C3%BCche%201.p12';
const list = ['text/uri-list', `${url}\r\n`];
const copied = ['x-special/gnome-copied-files', `copy\n${url}`];

test.skipIf(process.platform === 'win32').each([
  ['darwin', '', [['public.file-url', url]]],
  ['linux', 'ubuntu:GNOME', [copied, list]],
  ['linux', '', [copied, list]],
  ['linux', 'KDE', [list, copied]],
] as const)('on %s %s a file is named in the format that the file manager reads', (platform, desktops, formats) => {
  expect([...(fileReference(file, platform, desktops) ?? [])]).toEqual(formats);
});

test('Windows has no such format', () => expect(fileReference(file, 'win32', '')).toBeNull());

test.skipIf(process.platform === 'win32')(
  'a clipboard that takes one format gets the likeliest, one that takes several gets all',
  async () => {
    const reference = fileReference(file, 'linux', 'KDE');
    if (reference === null) throw new Error('Linux has one');
    const older = { writeBuffer: vi.fn<(format: string, content: Buffer) => void>() };
    writeReference(older, reference, () => 0);
    expect(older.writeBuffer.mock.calls).toEqual([[list[0], Buffer.from(list[1] ?? '')]]);
    const newer = { write: vi.fn<(items: Readonly<Record<string, Blob>>[]) => void>() };
    writeReference(newer, reference, (formats) => formats);
    const [item] = newer.write.mock.calls[0]?.[0] ?? [];
    const written = await Promise.all(Object.entries(item ?? {}).map(async ([name, blob]) => [name, await blob.text()]));
    expect(written).toEqual([list, copied].map(([name, text]) => [`electron application/osclipboard;format="${name}"`, text]));
  },
);
