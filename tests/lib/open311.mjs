// A small Open311 client over keep-alive connections, for load and fault tests.
import http from 'node:http';

/** {get(path), post(path, form), close()}: answers {status, headers, body}; rejects when the connection breaks. */
export function client(base, { sockets = 16 } = {}) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: sockets });
  const url = new URL(base);
  const send = (method, path, body, headers = {}) =>
    new Promise((resolve, reject) => {
      const request = http.request({ agent, method, path, host: url.hostname, port: url.port, headers }, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode,
            headers: response.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      });
      request.on('error', reject);
      request.end(body);
    });
  const form = (fields) => new URLSearchParams(fields).toString();
  return {
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, fields, headers = {}) =>
      send('POST', path, form(fields), { 'Content-Type': 'application/x-www-form-urlencoded', ...headers }),
    close: () => agent.destroy(),
  };
}

/** The one whose surroundings are most likely to lie inside the city. */
function in_the_middle(requests) {
  const mean = (name) => requests.reduce((sum, request) => sum + request[name], 0) / requests.length;
  const [lat, long] = [mean('lat'), mean('long')];
  const away = (request) => Math.hypot(request.lat - lat, request.long - long);
  return requests.reduce((best, request) => (away(request) < away(best) ? request : best));
}

/** A service that can be reported with a place and nothing else, and a place inside the city: {service_code, lat, long}. */
export async function easy_report(api, prefix) {
  const json = async (path) => JSON.parse((await api.get(`${prefix}/${path}`)).body);
  const known = in_the_middle((await json('requests.json')).filter((request) => request.lat && request.long));
  for (const service of await json('services.json')) {
    const attributes = service.metadata ? (await json(`services/${service.service_code}.json`)).attributes : [];
    if (!attributes.some((attribute) => attribute.required))
      return { service_code: service.service_code, lat: known.lat, long: known.long };
  }
  throw new Error('Every service of the demo city has a required question.');
}
