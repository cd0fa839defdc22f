import { describe, expect, test } from 'vitest';
import { homeAssistantLines } from './home-assistant.ts';

describe('the lines for Home Assistant', () => {
  test.each(['http://127.0.0.1:8123', 'http://localhost:8123', 'http://[::1]:8123'])('trust this computer alone behind %s', (upstream) => {
    expect(homeAssistantLines(upstream)).toBe('http:\n  use_x_forwarded_for: true\n  trusted_proxies:\n    - 127.0.0.1\n    - ::1\n');
  });

  test.each(['http://192.168.1.5:8123', 'http://127.example.org:8123', 'http://homeassistant.local:8123'])(
    'trust nobody more behind %s, but say where to add the proxy',
    (upstream) => {
      const lines = homeAssistantLines(upstream).split('\n');
      expect(lines.filter((line) => /^\s+- /.test(line))).toEqual(['    - 127.0.0.1', '    - ::1']);
      expect(lines).toContain('    # - 192.168.1.10');
    },
  );
});
