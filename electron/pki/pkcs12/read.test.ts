import { describe, expect, test } from 'vitest';
import { Failure } from '../../contract/failure.ts';
import { bits, context, contextBytes, encode, integer, nothing, octets, oid, sequence } from '../asn1.ts';
import { oids } from '../oid.ts';
import { toPem } from '../pem.ts';
import { isHere, mustSay, scratch } from '../test-judges.ts';
import { authorityName, newDevice } from '../test-people.ts';
import { readBundle } from './read.ts';
import { writeBundle } from './write.ts';

const passphrase = 'k7wq-pw3n-x9aa';
const anEnvelope = (content: Uint8Array, ...mac: Parameters<typeof sequence>) =>
  encode(sequence(integer(3), sequence(oid(oids.data), context(0, octets(content))), ...mac));
