// Checks the messages of the simulator and of its clients against the types of Telnyx's SDK: each is written as a literal
// of its official type, and the TypeScript compiler reads all of them. It finds wrong types and values, and fields that a
// type does not have, but no missing fields: the official types require few.
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../target/official-types', import.meta.url));
const sdk = fileURLToPath(new URL('node_modules/telnyx', import.meta.url));
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');

const PREAMBLE = `
import type Telnyx from 'telnyx';
import type { AbstractPage, DefaultFlatPaginationResponse } from 'telnyx/core/pagination.mjs';

// documented and sent by Telnyx, but not part of the types
type Meta = { meta: { attempt: number; delivered_to: string } };
type Event<Type extends string> = Extract<Telnyx.UnwrapWebhookEvent, { data?: { event_type?: Type } }> & Meta;

type Method = (...parameters: any[]) => any;
// the types know two of the four documented fields of a page's meta, and none of the documented cursors of active calls
type Counts = { page_size: number; total_results: number };
type Cursors = {
  total_items: number;
  next: string | null;
  previous: string | null;
  cursors: { before: string | null; after: string | null };
};
type Page<Item> = DefaultFlatPaginationResponse<Item> & { meta: Counts | Cursors };
type Body<Result> = Result extends AbstractPage<infer Item> ? Page<Item> : Result;
type Response<M extends Method> = Body<Awaited<ReturnType<M>>>;
type Request<M extends Method, Index extends number> = Parameters<M>[Index];

// the documentation of Call Control's errors says detail where the type has description
type Errors = { errors: Array<Telnyx.APIError & { detail?: string }> };
`;

/** What the check must find, or it would find nothing at all. */
const MUST_FAIL = [
  ["Event<'call.gather.ended'>", { data: { event_type: 'call.gather.ended', payload: { digit: '1' } } }],
  ["Event<'call.gather.ended'>", { data: { event_type: 'call.gather.ended', payload: { status: 'fine' } } }],
  ["Event<'call.gather.begun'>", { data: { event_type: 'call.gather.begun' } }],
  ["Response<Telnyx['calls']['dial']>", { data: { is_alive: 'no' } }],
  ["Request<Telnyx['calls']['actions']['gather'], 1>", { max_digits: 1 }],
];

const methodType = (name) => `Telnyx${name.split('.').map((part) => `['${part}']`).join('')}`;

/** Documented, or seen in real events, as null until they are set; the types have strings or numbers only. */
const NULL_IF_UNSET = new Set(['client_state', 'channel_limit', 'sip_subdomain']);

const literal = (value) =>
  JSON.stringify(value, (key, child) => (child === null && NULL_IF_UNSET.has(key) ? undefined : child));

/**
 * Returns the deviations from the types, one text each.
 *
 * @param said.events webhook bodies
 * @param said.requests objects with `method`, such as `calls.actions.gather`, `body`, and the `index` of that parameter
 * @param said.responses objects with `method` and `body`
 * @param said.errors bodies of failures
 */
export async function deviations({ events, requests, responses, errors }) {
  const literals = [
    ...events.map((event) => [`Event<'${event.data.event_type}'>`, event]),
    ...requests.map(({ method, index, body }) => [`Request<${methodType(method)}, ${index}>`, body]),
    ...responses.map(({ method, body }) => [`Response<${methodType(method)}>`, body]),
    ...errors.map((body) => ['Errors', body]),
  ];
  const lines = literals.map(([type, value], i) => `export const v${i}: ${type} = ${literal(value)};`);
  const expected = MUST_FAIL.map(
    ([type, value], i) => `// @ts-expect-error\nexport const x${i}: ${type} = ${JSON.stringify(value)};`,
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/said.mts`, `${lines.join('\n')}\n${expected.join('\n')}\n${PREAMBLE}`);
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(configuration));
  const found = await compile();
  const place = /^said\.mts\((\d+),\d+\)/;
  return [...new Set(found.map((text) => text.replace(place, (at, line) => literals[line - 1]?.[0] ?? at)))];
}

const configuration = {
  compilerOptions: {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: 'es2022',
    module: 'nodenext',
    types: [],
    paths: { telnyx: [`${sdk}/index.d.mts`], 'telnyx/*': [`${sdk}/*`] },
  },
  files: ['said.mts'],
};

/** One text for each error, continued on indented lines. */
function compile() {
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, maxBuffer: 100_000_000 };
    execFile(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], options, (failure, stdout, stderr) => {
      if (failure && !stdout) reject(new Error(stderr, { cause: failure }));
      else resolve(stdout.split(/\n(?=\S)/).map((text) => text.trim()).filter(Boolean));
    });
  });
}
