import { expect, test } from 'vitest';
import type { DeployFile, DeployPlan } from '../../../electron/contract/deploy.ts';
import { changedFiles } from './changed-files.ts';

const plan = (...files: readonly DeployFile[]): DeployPlan => ({
  files,
  commands: { install: [], check: [], reload: [], undo: [] },
  homeAssistant: '',
  notes: [],
});
const ca: DeployFile = { name: 'ca.crt', text: 'one', purpose: 'device-authority' };
const site: DeployFile = { name: 'site.conf', text: 'one', purpose: 'configuration' };
const readme: DeployFile = { name: 'README.txt', text: 'Monday', purpose: 'readme' };

test('names the files that are new or differ, and never the README', () => {
  const extra: DeployFile = { name: 'inside.conf', text: 'one', purpose: 'configuration' };
  const after = plan({ ...site, text: 'two' }, extra, ca, { ...readme, text: 'Tuesday' });
  expect(changedFiles(plan(ca, site, readme), after, false)).toEqual(['site.conf', 'inside.conf']);
  expect(changedFiles(after, after, false)).toEqual([]);
});

test('names all that goes to another place, but not the lines that Home Assistant has already', () => {
  const lines: DeployFile = { name: 'home-assistant.yaml', text: 'http:', purpose: 'home-assistant' };
  const before = plan(site, ca, lines, readme);
  expect(changedFiles(before, before, true)).toEqual(['site.conf', 'ca.crt']);
  expect(changedFiles(before, plan(site, { ...lines, text: 'https:' }), true)).toEqual(['site.conf', 'home-assistant.yaml']);
});
