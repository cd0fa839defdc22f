/*
 * Cloudflare's rules language, the part of it that a mutual TLS rule needs: an edge of one's own, that knows nothing of how our
 * rules are written. By "Operators and grouping symbols", "Values", "Functions" and the fields reference in Cloudflare's documentation.
 */

/** A request as an edge sees it. */
export interface EdgeRequest {
  readonly host: string;
  readonly path: string;
  /** Null for who shows no certificate. */
  readonly certificate: { readonly verified: boolean; readonly revoked: boolean; readonly issuerSki: string } | null;
}

type Value = string | boolean;
type Term = { readonly type: 'string' | 'boolean'; readonly read: (request: EdgeRequest) => Value };
type Test = (request: EdgeRequest) => boolean;

const fields: Readonly<Record<string, Term>> = {
  'http.host': { type: 'string', read: ({ host }) => host },
  'http.request.uri.path': { type: 'string', read: ({ path }) => path },
  'cf.tls_client_auth.cert_verified': { type: 'boolean', read: ({ certificate }) => certificate?.verified ?? false },
  'cf.tls_client_auth.cert_revoked': { type: 'boolean', read: ({ certificate }) => certificate?.revoked ?? false },
  'cf.tls_client_auth.cert_issuer_ski': { type: 'string', read: ({ certificate }) => certificate?.issuerSki ?? '' },
};

const words = ['or', 'xor', 'and', 'not', 'eq', 'ne', 'contains', 'in'];

/**
 * Compiles an expression as an edge does.
 *
 * @throws SyntaxError where Cloudflare would refuse it
 */
export function compileExpression(text: string): Test {
  if (text.length > 4096) throw new SyntaxError('longer than 4096 characters');
  const tokens = tokensOf(text);
  let at = 0;
  const peek = () => tokens[at];
  const take = () => tokens[at++] ?? fail('end');
  const accept = (token: string) => peek() === token && take() !== '';
  const expect = (token: string) => accept(token) || fail(peek());

  const chain = (word: string, next: () => Test, join: (left: boolean, right: boolean) => boolean) => (): Test => {
    let left = next();
    while (accept(word)) {
      const [before, after] = [left, next()];
      left = (request) => join(before(request), after(request));
    }
    return left;
  };
  const all = chain('and', unary, (left, right) => left && right);
  const either = chain('xor', all, (left, right) => left !== right);
  const any = chain('or', either, (left, right) => left || right);

  function unary(): Test {
    if (accept('not')) {
      const inner = unary();
      return (request) => !inner(request);
    }
    if (!accept('(')) return comparison();
    const inner = any();
    expect(')');
    return inner;
  }

  function comparison(): Test {
    const left = term();
    const word = peek() ?? '';
    if (left.type === 'boolean') return (request) => left.read(request) === true;
    if (!['eq', 'ne', 'contains', 'in'].includes(word)) return fail(word);
    take();
    const text = (request: EdgeRequest) => String(left.read(request));
    if (word === 'in') {
      expect('{');
      const set: string[] = [];
      do set.push(literal());
      while (!accept('}'));
      return (request) => set.includes(text(request));
    }
    const right = literal();
    if (word === 'contains') return (request) => text(request).includes(right);
    return (request) => (text(request) === right) === (word === 'eq');
  }

  function term(): Term {
    const name = take();
    if (name === 'lower') {
      const inner = stringArgument();
      expect(')');
      return { type: 'string', read: (request) => String(inner.read(request)).toLowerCase() };
    }
    if (name === 'starts_with' || name === 'ends_with') {
      const inner = stringArgument();
      expect(',');
      const part = literal();
      expect(')');
      const holds = (whole: string) => (name === 'starts_with' ? whole.startsWith(part) : whole.endsWith(part));
      return { type: 'boolean', read: (request) => holds(String(inner.read(request))) };
    }
    return fields[name] ?? fail(name);
  }

  function stringArgument(): Term {
    expect('(');
    const inner = term();
    return inner.type === 'string' ? inner : fail('a boolean');
  }

  function literal(): string {
    const token = take();
    return token.startsWith('"') ? token.slice(1, -1).replace(/\\(["\\])/g, '$1') : fail(token);
  }

  const test = any();
  if (peek() !== undefined) fail(peek());
  return test;
}

function tokensOf(text: string): readonly string[] {
  const token = /\s*("(?:[^"\\]|\\["\\])*"|[(){},]|[a-z_][a-z0-9_]*(?:\.[a-z0-9_]+)*)\s*/y;
  const tokens: string[] = [];
  while (token.lastIndex < text.length) {
    const start = token.lastIndex;
    const found = token.exec(text)?.[1];
    if (found === undefined) return fail(text.slice(start, start + 20));
    if (!/^["(){},]/.test(found) && !words.includes(found) && !(found in fields) && !/^(lower|starts_with|ends_with)$/.test(found))
      fail(found);
    tokens.push(found);
  }
  return tokens;
}

function fail(token: string | undefined): never {
  throw new SyntaxError(`unexpected ${token ?? 'end'}`);
}
