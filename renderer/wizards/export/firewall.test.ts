import { expect, test } from 'vitest';
import { firewallCommands } from './firewall.ts';

test.each(['linux', 'darwin', 'win32'] as const)('on %s the first command only looks', (platform) => {
  const [first] = firewallCommands(platform, 'http://192.168.1.20:49321/AAAA');
  expect(first?.step).toBe('see');
  expect(first?.command).not.toMatch(/49321|allow|New-/);
});

test.each([
  ['linux', 'http://192.168.1.20:49321/AAAA', '192.168.1.20'],
  ['win32', 'http://[fd00::20]:49321/AAAA', 'fd00::20'],
] as const)('on %s no more is let in than the link, and never its secret', (platform, url, address) => {
  const [open] = firewallCommands(platform, url).filter(({ step }) => step.startsWith('open'));
  expect(open?.command).toContain(` ${address} `);
  expect(open?.command).toContain('49321');
  for (const { command } of firewallCommands(platform, url)) expect(command).not.toContain('AAAA');
});
