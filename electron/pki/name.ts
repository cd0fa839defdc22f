import { Failure } from '../contract/failure.ts';
import { commonNameMax } from '../contract/fields.ts';
import { type Asn1, content, encode, isUniversal, items, Malformed, oid, printable, readOid, sequence, set, tags, utf8 } from './asn1.ts';
import { oids } from './oid.ts';

/** Whom a certificate names. */
export interface Subject {
  readonly commonName: string;
  readonly organization?: string;
  /** Two letters (ISO 3166). */
  readonly country?: string;
}

/**
 * Builds a distinguished name, its texts as UTF8String.
 *
 * @throws Failure `name-unsuitable` for a name or organization that is empty, of more than 64 characters, or with control
 *   characters or half a surrogate pair; for a country that is not two capital letters.
 * @see RFC 5280 section 4.1.2.4 and appendix A.1 (ub-common-name, ub-organization-name, X520countryName)
 */
export function buildSubject({ commonName, organization, country }: Subject): Asn1 {
  if (country !== undefined && !/^[A-Z]{2}$/.test(country)) throw new Failure('name-unsuitable');
  return sequence(
    country === undefined ? undefined : attribute(oids.countryName, printable(country)),
    organization === undefined ? undefined : attribute(oids.organizationName, directoryString(organization)),
    attribute(oids.commonName, directoryString(commonName)),
  );
}

/** Builds a distinguished name of one common name. @throws Failure as `buildSubject` */
export const buildName = (commonName: string): Asn1 => buildSubject({ commonName });

const attribute = (type: string, value: Asn1): Asn1 => set(sequence(oid(type), value));

function directoryString(text: string): Asn1 {
  const { length } = [...text];
  if (length === 0 || length > commonNameMax || /[\p{Cc}\p{Cs}]/u.test(text)) throw new Failure('name-unsuitable');
  return utf8(text);
}

/**
 * Makes a device's name fit to be the common name of its certificate: dots become `·`. OpenSSL takes a common
 * name with a dot for a host name and refuses it below an authority whose constraints exclude every host name.
 *
 * @see OpenSSL crypto/x509/v3_ncons.c, cn2dnsid
 */
export const deviceCommonName = (name: string): string => name.replaceAll('.', '·');

interface Attribute {
  readonly type: string;
  readonly value: Asn1 | undefined;
}

/** What anybody reads in a distinguished name. */
export interface NameFacts {
  /** The first common name as text, hidden characters as bytes; empty where there is none. */
  readonly commonName: string;
  /** RFC 4514, most specific first: `CN=Anna – iPhone,O=Home` with a space after each comma. */
  readonly text: string;
}

/** Reads a distinguished name, whatever string types it is written in. @throws Malformed */
export function readName(name: Asn1): NameFacts {
  const levels = items(name).map((level) => items(level).map(readAttribute));
  const first = levels.flat().find(({ type }) => type === oids.commonName);
  return {
    commonName: visible((first && readString(first.value)) ?? ''),
    text: levels
      .reverse()
      .map((level) => level.map(attributeText).join('+'))
      .join(', '),
  };
}

function readAttribute(node: Asn1): Attribute {
  const [type, value] = items(node);
  return { type: readOid(type), value };
}

const asLatin1 = (content: string): string => content;

// T.61 is read as Latin-1, as OpenSSL and browsers do: hardly a certificate that says T.61 means it.
const decoders: Readonly<Record<number, (content: string) => string>> = {
  [tags.utf8String]: (content) => Buffer.from(content, 'latin1').toString('utf8'),
  [tags.bmpString]: (content) => content,
  [tags.numericString]: asLatin1,
  [tags.printableString]: asLatin1,
  [tags.t61String]: asLatin1,
  [tags.ia5String]: asLatin1,
  [tags.visibleString]: asLatin1,
};

/** @returns null for a type that holds no text. */
function readString(node: Asn1 | undefined): string | null {
  const decode = node && isUniversal(node) ? decoders[node.type] : undefined;
  return decode ? decode(content(node)) : null;
}

// RFC 4514 section 3, and the few that are common in certificates beside them.
const keywords: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.42': 'GN',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
};

/** RFC 4514 section 2.3: what has no keyword stands in dotted form, and what is no text in hex. */
function attributeText({ type, value }: Attribute): string {
  if (value === undefined) throw new Malformed('attribute without a value');
  const keyword = keywords[type];
  const text = keyword === undefined ? null : readString(value);
  return `${keyword ?? type}=${text === null ? `#${encode(value).toString('hex')}` : escapeValue(text)}`;
}

/** RFC 4514 section 2.4. */
const escapeValue = (text: string): string => visible(text.replace(/[\\"+,;<>]|^[ #]| $/g, '\\$&'));

/** A stranger's text with its characters that would hide or reorder text as bytes: `\e2\80\ae`. */
export const visible = (text: string): string =>
  text.replace(/\p{Cc}|(?!\u200d)\p{Cf}/gu, (character) => Buffer.from(character).toString('hex').replace(/../g, '\\$&'));
