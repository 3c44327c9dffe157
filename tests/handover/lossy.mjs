// A proxy in front of a city's Open311 server, on which answers get lost and requests arrive twice.
import http from 'node:http';
import { once } from 'node:events';

/** {base, lose(n), double(n), lost, doubled, close}: what happens to the next n POST requests. */
export async function lossy_proxy(target) {
  const faults = { lose: 0, double: 0 };
  const counts = { lost: 0, doubled: 0 };

  async function forward(request, body) {
    const headers = { ...request.headers };
    delete headers.connection;
    delete headers['content-length'];
    delete headers['transfer-encoding'];
    const answer = await fetch(target + request.url, {
      method: request.method,
      headers,
      body: body.length ? body : undefined,
      redirect: 'manual',
    });
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', bytes: Buffer.from(await answer.arrayBuffer()) };
  }

  async function handle(request, response) {
    const body = Buffer.concat(await request.toArray());
    const posts = request.method === 'POST';
    const loses = posts && faults.lose > 0;
    const doubles = posts && !loses && faults.double > 0;
    const answer = await forward(request, body);
    if (loses && answer.status < 300) {
      faults.lose--;
      counts.lost++;
      return response.destroy();
    }
    if (doubles && answer.status < 300) {
      faults.double--;
      counts.doubled++;
      await forward(request, body);
    }
    response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.bytes);
  }

  // A city that is away is away behind the proxy, too: the connection breaks.
  const server = http.createServer((request, response) => handle(request, response).catch(() => response.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    base: `http://127.0.0.1:${server.address().port}`,
    lose: (times) => (faults.lose = times),
    double: (times) => (faults.double = times),
    counts,
    close: () => (server.closeAllConnections(), server.close()),
  };
}
