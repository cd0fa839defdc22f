import type { CrlFacts, RequestFacts } from '../contract/entities.ts';
import type { FileFinding, InspectedCertificate, Inspection, KeyFacts } from '../contract/inspection.ts';
import { cliEn } from '../contract/text/en/cli.ts';
import { fileFindingsEn } from '../contract/text/en/file-findings.ts';
import { targetsEn } from '../contract/text/en/targets.ts';
import { fill } from '../contract/text/fill.ts';

const { label, none } = cliEn;

/** @returns an inspection as plain text for a person, ending with a line feed. */
export function toText(fileName: string, { facts, findings, targets }: Inspection): string {
  const protection = facts.kind === 'bundle' || facts.kind === 'key' ? [line(label.encryption, facts.encryption ?? none)] : [];
  const check = facts.isPkcs12 ? [line(label.mac, facts.mac ?? none)] : [];
  const parts = [
    [`${fileName}: ${cliEn.kind[facts.kind]}`, ...protection, ...check],
    facts.keys.map((key) => line(label.key, keyText(key, facts.certificates))),
    ...facts.certificates.map(certificateLines),
    ...facts.requests.map(requestLines),
    ...facts.crls.map(crlLines),
    targets.map(({ target, verdict }) => line(targetsEn.name[target], targetsEn.verdict[verdict].toLowerCase(), 20)),
    findings.length === 0 ? [cliEn.fine] : findings.map((finding) => line(cliEn.severity[finding.severity], findingText(finding))),
  ];
  return parts
    .filter((part) => part.length > 0)
    .map((part) => `${part.join('\n')}\n`)
    .join('\n');
}

/** @returns an inspection as one JSON object for a program, ending with a line feed. */
export function toJson({ facts, findings, targets }: Inspection): string {
  const { kind, encryption, mac, profile, certificates, keys, requests, crls } = facts;
  const answer = {
    kind,
    encryption,
    mac,
    profile,
    certificates: certificates.map(({ subject, issuer, serial, fingerprint, notBefore, notAfter, san, eku, isCa }) => {
      return { subject, issuer, serial, fingerprint, notBefore, notAfter, san, eku, isCa };
    }),
    keys: keys.map((key) => ({ ...algorithmOf(key.label), certificate: key.certificate })),
    requests,
    crls,
    findings: findings.map((finding) => ({ code: finding.code, severity: finding.severity, text: findingText(finding) })),
    targets,
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}

/** `RSA-2048` has bits, every other key a curve. */
function algorithmOf(
  key: string,
): { readonly algorithm: string; readonly bits: number } | { readonly algorithm: string; readonly curve: string } {
  const [, bits] = /^RSA-(\d+)$/.exec(key) ?? [];
  if (bits !== undefined) return { algorithm: 'RSA', bits: Number(bits) };
  return { algorithm: /^(Ed|X)\d/.test(key) ? key : 'EC', curve: key };
}

function findingText({ code, facts }: FileFinding): string {
  const { what, fix } = fileFindingsEn[code];
  return fill(`${what} ${fix}`, facts);
}

const line = (name: string, value: string, width = 16): string => `${name.padEnd(width)} ${value}`;
const detail = (name: string, value: string): string => line(`  ${name}`, value);
const list = (values: readonly string[]): string => values.join(', ') || none;
const day = (moment: string | null): string => moment?.slice(0, 10) ?? none;

function keyText({ label: key, certificate }: KeyFacts, certificates: readonly InspectedCertificate[]): string {
  const own = certificates.find(({ fingerprint }) => fingerprint === certificate);
  return own ? fill(cliEn.keyOf, { key, subject: own.subject }) : key;
}

const certificateLines = (certificate: InspectedCertificate): readonly string[] => [
  line(certificate.isCa ? label.authority : label.certificate, certificate.subject),
  detail(label.issuer, certificate.issuer),
  detail(label.valid, fill(cliEn.period, { from: day(certificate.notBefore), to: day(certificate.notAfter) })),
  detail(label.names, list(certificate.san)),
  detail(label.purposes, list(certificate.eku)),
  detail(label.publicKey, certificate.key),
  detail(label.signature, certificate.signature),
  detail(label.serial, certificate.serial),
  detail(label.fingerprint, certificate.fingerprint),
];

const requestLines = (request: RequestFacts): readonly string[] => [
  line(label.request, request.subject),
  detail(label.names, list(request.san)),
  detail(label.purposes, list(request.eku)),
  detail(label.publicKey, request.key),
  detail(label.fingerprint, request.fingerprint),
];

const crlLines = ({ issuer, number, thisUpdate, nextUpdate, revoked }: CrlFacts): readonly string[] => [
  line(label.crl, issuer),
  detail(label.number, number ?? none),
  detail(label.valid, fill(cliEn.period, { from: day(thisUpdate), to: day(nextUpdate) })),
  ...(revoked.length === 0 ? [detail(label.revoked, none)] : []),
  ...revoked.map(({ serial, at, reason }) => detail(label.revoked, `${serial}, ${day(at)}, ${reason}`)),
];
