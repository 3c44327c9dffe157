// Requests for an operation: now as the document asks, now wild.
import fc from 'fast-check';

const nasty = [
  "'; DROP TABLE cases; --",
  '<script>',
  '\u0000',
  '\ud800',
  '../../etc/passwd',
  '%',
  '😀',
  '-1',
  '1e309',
  '99999999999999999999',
  'null',
  '"',
];
const wild_text = fc.oneof(fc.string({ maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom(...nasty));
const wild_value = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(...nasty), fc.double(), fc.bigInt().map(String));

function resolve(document, schema) {
  return schema.$ref ? document.components.schemas[schema.$ref.split('/').at(-1)] : schema;
}

/** A value that fits the schema; `name` may stand for something that the city has. */
function fitting(context, schema, name) {
  const { document, known } = context;
  const told = resolve(document, schema);
  const things = known[name] ?? [];
  if (told.anyOf) return fc.oneof(fitting(context, told.anyOf[0], name), fc.constant(null));
  if (told.enum) return fc.constantFrom(...told.enum);
  if (told.type === 'array' && told.items?.type === 'string' && things.length)
    return fc.array(fc.constantFrom(...things), { minLength: told.minItems ?? 0, maxLength: 2 });
  const types = [told.type ?? 'anything'].flat();
  const options = types.filter((type) => type !== 'null').map((type) => by_type(context, { ...told, type }, name));
  if (types.includes('null')) options.push(fc.constant(null));
  const is_kind = (thing) => types.includes(typeof thing);
  if (things.length && things.every(is_kind)) options.unshift(...Array(4).fill(fc.constantFrom(...things)));
  return fc.oneof(...options);
}

function by_type(context, told, name) {
  switch (told.type) {
    case 'object': {
      const members = Object.entries(told.properties ?? {}).map(([key, schema]) => [key, fitting(context, schema, key)]);
      return fc.record(Object.fromEntries(members), { requiredKeys: told.required ?? [] });
    }
    case 'array':
      return fc.array(fitting(context, told.items ?? {}, name), {
        minLength: told.minItems ?? 0,
        maxLength: Math.min(told.maxItems ?? 3, 3),
      });
    case 'integer':
      return fc.integer({ min: Math.max(told.minimum ?? -1000, -1e9), max: Math.min(told.maximum ?? 1000, 1e9) });
    case 'number':
      return fc.double({ min: told.minimum ?? -1000, max: told.maximum ?? 1000, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'string':
      return text_of(told);
    default:
      return fc.oneof(fc.constant({}), fc.dictionary(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), { maxKeys: 3 }));
  }
}

function text_of(told) {
  if (told.pattern) return fc.integer({ min: 1, max: 2 ** 31 }).map(String);
  const years = { min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true };
  if (told.format === 'date-time') return fc.date(years).map((date) => date.toISOString());
  if (told.format === 'email') return fc.constant('kim@example.org');
  return fc.string({ unit: 'grapheme-ascii', minLength: told.minLength ?? 0, maxLength: Math.min(told.maxLength ?? 20, 20) });
}

const in_query = (value) => (Array.isArray(value) ? value.join(',') : String(value));

/** {target, headers, body, anonymous} */
export function request_of({ document, target, operation, known }) {
  const context = { document, known };
  const parameters = operation.parameters ?? [];
  const fit = (parameter) => fitting(context, parameter.schema, parameter.name);
  const mostly = (good, wild, weight) => fc.oneof({ weight, arbitrary: good }, { weight: 1, arbitrary: wild });
  const in_path = parameters.filter((p) => p.in === 'path').map((p) => [p.name, mostly(fit(p), wild_text, 5)]);
  const path = fc.record(Object.fromEntries(in_path));
  const queries = parameters.filter((p) => p.in === 'query');
  const good_query = fc.record(Object.fromEntries(queries.map((p) => [p.name, fit(p)])), { requiredKeys: [] });
  const any_name = fc.oneof(fc.constantFrom('limit', 'cursor', ...queries.map((p) => p.name)), fc.string({ maxLength: 8 }));
  const wild_query = fc.dictionary(any_name, wild_text, { maxKeys: 3 });
  const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const no_body = fc.constant(undefined);
  const as_text = (value) => JSON.stringify(value) ?? '';
  const good_body = type === 'application/json' ? fitting(context, content.schema, '').map(as_text) : no_body;
  const wild_body = content ? fc.oneof(wild_value.map(as_text), wild_text) : no_body;
  const headers = fc.record(
    {
      'content-type': fc.constantFrom(...Array(6).fill('application/json'), 'text/plain', 'multipart/form-data; boundary=x'),
      'idempotency-key': fc.uuid(),
      'if-match': fc.constantFrom('*', '"1"', 'W/"2"', 'nonsense'),
      'if-none-match': fc.constantFrom('*', '"1"'),
      'accept-language': fc.constantFrom('en', 'es', 'xx'),
    },
    { requiredKeys: content ? ['content-type'] : [] },
  );
  return fc
    .record({
      path,
      query: mostly(good_query, wild_query, 4),
      body: mostly(good_body, wild_body, 4),
      headers,
      anonymous: fc.integer({ min: 0, max: 19 }).map((n) => n === 0),
    })
    .map(({ path, query, body, headers, anonymous }) => {
      const filled = target.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(path[name]).toWellFormed() || 'x'));
      const asked = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
      const encoded = (text) => encodeURIComponent(text.toWellFormed());
      const search = asked.map(([name, value]) => `${encoded(name)}=${encoded(in_query(value))}`).join('&');
      return { target: filled + (search ? `?${search}` : ''), headers, body: body?.toWellFormed?.() ?? body, anonymous };
    });
}
