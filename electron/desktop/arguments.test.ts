import path from 'node:path';
import { expect, test } from 'vitest';
import { bundlesAmong } from './arguments.ts';

test('bundles are found among the arguments by their extension, whatever its case, and made absolute', () => {
  const folder = path.resolve('/home/anna');
  expect(bundlesAmong(['--flag', '.', 'phone.p12', '/tmp/Tablet.PFX', 'notes.txt', '--user-data-dir=x.p12'], folder)).toEqual([
    path.join(folder, 'phone.p12'),
    path.resolve('/tmp/Tablet.PFX'),
  ]);
});
