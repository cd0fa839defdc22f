import { createHash } from 'node:crypto';
import { Failure } from '../contract/failure.ts';
import { type Asn1, context, encode, integer, isA, isContext, items, Malformed, nothing, octets, oid, parse, readOctets, sequence, tags } from './asn1.ts';
import { oids } from './oid.ts';
import type { PemBlock } from './pem.ts';
import { decrypt, encrypt, Garbled } from './pkcs12/encryption.ts';
import { type Budget, newBudget } from './pkcs12/limits.ts';
import { profiles } from './pkcs12/profile.ts';
import { isPortable, secretsOf } from './pkcs12/secret.ts';
