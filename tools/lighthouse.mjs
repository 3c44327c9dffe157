// See tools/lighthouse.
import fs from 'node:fs';
import path from 'node:path';
import { a_request, measure, measured_pages } from '../tests/lib/lighthouse.mjs';
import { root, start_demo } from '../tests/lib/server.mjs';

const record = process.argv.includes('--record');
const file = path.join(root, 'docs/contributors/lighthouse.md');
const columns = ['Page', 'Accessibility', 'Best practices', 'SEO', 'Performance', 'LCP', 'CLS', 'Blocked', 'Bytes'];

const row = ({ name, path: where, scores, lcp, cls, tbt, bytes }) => [
  `${name} \`${where.replace(/\/[A-Z]+-.*/, '/…')}\``,
  scores.accessibility,
  scores['best-practices'],
  scores.seo,
  scores.performance,
  `${(lcp / 1000).toFixed(2)} s`,
  cls.toFixed(3),
  `${Math.round(tbt)} ms`,
  `${(bytes / 1024).toFixed(0)} KB`,
];

const demo = await start_demo();
try {
  const pages = { ...measured_pages, request: await a_request(demo.base) };
  const found = await measure(demo.base, pages);
  const lines = [columns, columns.map(() => '---'), ...found.map(row)].map((cells) => `| ${cells.join(' | ')} |`);
  console.log(lines.join('\n'));
  for (const { name, failed } of found) for (const one of failed) console.log(`${name}: ${one}`);
  if (record) {
    const [before] = fs.readFileSync(file, 'utf8').split('<!-- figures -->');
    const made = `Lighthouse ${found[0].version}, ${new Date().toISOString().slice(0, 10)}.`;
    fs.writeFileSync(file, `${before}<!-- figures -->\n\n${lines.join('\n')}\n\n${made}\n`);
  }
} finally {
  await demo.stop();
}
