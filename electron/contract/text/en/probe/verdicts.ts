import type { Verdict } from '../../../probe.ts';
import type { VerdictText } from './words.ts';

export const verdictsEn = {
  locked: {
    word: 'Locked',
    sentence: 'As seen from this network, strangers are refused and {{device}} is let in.',
  },
  open: {
    word: 'Open',
    sentence: 'As seen from this network, somebody gets to Home Assistant who should not.',
    sentence_revoked: 'As seen from this network, {{device}} still gets in, although it is revoked.',
  },
  'device-refused': {
    word: 'Device refused',
    word_revoked: 'Shut out',
    sentence: 'As seen from this network, {{device}} is not let in.',
    sentence_revoked: 'As seen from this network, {{device}} is shut out, and so are strangers.',
  },
  'server-untrusted': {
    word: 'Server not trusted',
    sentence: 'As seen from this network, the server shows a certificate that phones will not accept.',
  },
  unreachable: {
    word: 'Not reached',
    sentence: 'As seen from this network, no secure connection to this address can be made.',
  },
  'not-home-assistant': {
    word: 'No Home Assistant',
    sentence: 'As seen from this network, something answers at this address, but not a Home Assistant that is ready for phones.',
  },
  'websocket-blocked': {
    word: 'Live updates blocked',
    sentence: 'As seen from this network, Home Assistant answers, but not everything that the app needs comes through.',
  },
  unclear: {
    word: 'Not settled',
    sentence: 'As seen from this network, it could not be proved that the door is locked.',
  },
} as const satisfies Readonly<Record<Verdict, VerdictText>>;
