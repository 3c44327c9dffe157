// Holds an answer against what the OpenAPI document says of it.
import Ajv2020 from 'ajv/dist/2020.js';

const is_time = (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) && !Number.isNaN(Date.parse(text));

/** judge(operation, answer, text): every way in which the answer differs from the document. */
export function judge_of(document) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  for (const format of ['email', 'uri', 'binary', 'date']) ajv.addFormat(format, true);
  ajv.addFormat('date-time', is_time);
  ajv.addSchema({ $id: 'city', components: document.components });
  const compiled = new Map();
  const validator = (schema) => {
    const text = JSON.stringify(schema).replaceAll('"#/components/', '"city#/components/');
    if (!compiled.has(text)) compiled.set(text, ajv.compile(JSON.parse(text)));
    return compiled.get(text);
  };
  const resolved = (response) =>
    response?.$ref ? document.components.responses[response.$ref.split('/').at(-1)] : response;

  return (operation, answer, text) => {
    const { responses } = operation;
    const response = resolved(responses[answer.status] ?? responses[`${Math.floor(answer.status / 100)}XX`]);
    if (!response) return [`the document knows no status ${answer.status}`];
    if (!response.content) return text === '' ? [] : ['there should be no body'];
    const type = (answer.headers.get('content-type') ?? '').split(';')[0];
    const schema = response.content[type]?.schema;
    if (!schema) return [`the document knows no ${type}`];
    const validate = validator(schema);
    const value = type === 'application/json' ? JSON.parse(text) : text;
    const faults = validate(value) ? [] : validate.errors.map((error) => `${error.instancePath} ${error.message}`);
    if (answer.status === 429 && !answer.headers.get('retry-after')) faults.push('no Retry-After');
    if (answer.status === 201 && !answer.headers.get('location')) faults.push('no Location');
    return faults;
  };
}
