// A proxy between a tablet and the city that does what a weak signal does: it drops requests before or after the city heard them, delays,
// answers 500, sends a request twice, and lets one arrive long after the tablet has given it up (so that later ones come first).
import http from 'node:http';
import { once } from 'node:events';
import { seeded } from './random.mjs';

/** What may happen to a request, and how often: shares of 1. What is left goes through. */
const shares = {
  drop_before: 0.07,
  drop_after: 0.08,
  fail_before: 0.08,
  fail_after: 0.08,
  delay: 0.06,
  double: 0.1,
  arrive_late: 0.06,
};

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function forward(target, request, body) {
  return new Promise((resolve, reject) => {
    const { method, url, headers } = request;
    const out = http.request({ host: target.hostname, port: target.port, method, path: url, headers, agent: false }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }));
    });
    out.on('error', reject);
    out.end(body);
  });
}

/** Live streams go through as they come. */
function pass_stream(target, request, response) {
  const { method, url, headers } = request;
  const out = http.request({ host: target.hostname, port: target.port, method, path: url, headers, agent: false }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  out.on('error', () => response.destroy());
  response.on('close', () => out.destroy());
  out.end();
}

function send(response, { status, headers, body }) {
  const own = /^(transfer-encoding|connection|content-length)$/i;
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !own.test(name)));
  response.writeHead(status, { ...kept, 'content-length': body.length });
  response.end(body);
}

/**
 * {base, counts, settled(), close()} and `mode`: "good" lets everything through, "down" is no signal at all, "bad" is described above.
 * `settled()` resolves when what was held back has arrived.
 */
export async function start_faulty_proxy(target_base, { seed = 7, port = 0 } = {}) {
  const target = new URL(target_base);
  const random = seeded(seed);
  const counts = { through: 0, down: 0 };
  const late = new Set();
  const proxy = { mode: 'good', counts };

  const choose = () => {
    let at = random.next();
    for (const [name, share] of Object.entries(shares)) if ((at -= share) < 0) return name;
    return 'through';
  };

  const acts = {
    through: async (go, answer) => answer(await go()),
    drop_before: async (go, answer, drop) => drop(),
    drop_after: async (go, answer, drop) => (await go(), drop()),
    fail_before: async (go, answer) => answer({ status: 500, headers: {}, body: Buffer.from('no') }),
    fail_after: async (go, answer) => (await go(), answer({ status: 500, headers: {}, body: Buffer.from('no') })),
    delay: async (go, answer) => (await pause(200 + random.below(1000)), answer(await go())),
    double: async (go, answer) => answer((await Promise.all([go(), go()]))[random.below(2)]),
    arrive_late: async (go, answer, drop) => {
      const arriving = pause(1500 + random.below(4000)).then(go, () => undefined);
      late.add(arriving);
      arriving.catch(() => undefined).then(() => late.delete(arriving));
      drop();
    },
  };

  const server = http.createServer(async (request, response) => {
    const drop = () => response.destroy();
    if (proxy.mode === 'down') {
      counts.down++;
      return drop();
    }
    if (/\/live$/.test(request.url)) return pass_stream(target, request, response);
    const chunks = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      // Only what carries work is disturbed; pages would only make the test slow.
      const works = /^\/field\/(sync|state|uploads|renewal|orders\/\d+\/operations)/.test(request.url);
      const act = proxy.mode === 'bad' && works ? choose() : 'through';
      counts[act] = (counts[act] ?? 0) + 1;
      await acts[act](
        () => forward(target, request, body),
        (answer) => response.destroyed || send(response, answer),
        drop,
      );
    } catch {
      drop();
    }
  });
  server.keepAliveTimeout = 1_000;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  proxy.base = `http://127.0.0.1:${server.address().port}`;
  proxy.settled = async () => {
    while (late.size) await Promise.allSettled([...late]);
  };
  proxy.close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return proxy;
}
