// Runs the measures against one demo city; see ./bench --help.
import { large } from './large.mjs';
import { measures } from './measures.mjs';
import { memory_mb, start_demo } from './stage.mjs';

function read_options(argv) {
  const options = { only: [], seconds: 5, json: false, list: false, large: false };
  while (argv.length) {
    const word = argv.shift();
    if (word === '--json') options.json = true;
    else if (word === '--list') options.list = true;
    else if (word === '--large') options.large = true;
    else if (word === '--only') options.only.push(argv.shift());
    else if (word === '--seconds') options.seconds = Number(argv.shift());
    else throw new Error(`Unknown option ${word}`);
  }
  return options;
}

const met = (limit) => (limit.at_most === undefined ? limit.value >= limit.at_least : limit.value <= limit.at_most);

function show(name, { figures, limits }) {
  console.log(`\n${name}`);
  for (const [what, figure] of Object.entries(figures)) {
    const text =
      typeof figure === 'object'
        ? Object.entries(figure)
            .map(([k, v]) => `${k} ${v}`)
            .join(', ')
        : figure;
    console.log(`  ${what.padEnd(22)} ${text}`);
  }
  for (const limit of limits) {
    const wanted = limit.at_most === undefined ? `at least ${limit.at_least}` : `at most ${limit.at_most}`;
    console.log(`  ${met(limit) ? 'ok  ' : 'MISS'} ${limit.what}: ${limit.value} (${wanted})`);
  }
}

async function main() {
  const options = read_options(process.argv.slice(2));
  const chosen = Object.entries(measures).filter(
    ([name]) => options.only.length === 0 || options.only.some((only) => name.includes(only)),
  );
  if (options.list) {
    for (const [name] of chosen) console.log(name);
    return 0;
  }
  if (options.large) {
    const result = await large(options);
    if (options.json) console.log(JSON.stringify(result, null, 2));
    else show('a large city', result);
    return result.limits.every(met) ? 0 : 1;
  }
  const demo = await start_demo();
  const results = {};
  let failed = 0;
  for (const [name, measure] of chosen) {
    try {
      results[name] = await measure({ demo, seconds: options.seconds });
      if (!results[name].limits.every(met)) failed++;
    } catch (error) {
      results[name] = { figures: { error: error.message }, limits: [] };
      failed++;
    }
    if (!options.json) show(name, results[name]);
  }
  const memory = Math.round(memory_mb(demo.child.pid));
  if (options.json) console.log(JSON.stringify({ memory_mb: memory, measures: results }, null, 2));
  else
    console.log(
      `\nmemory of the program after all of it: ${memory} MB\n${failed ? `${failed} measures miss a limit` : 'all limits are met'}`,
    );
  await demo.stop();
  return failed ? 1 : 0;
}

process.exitCode = await main();
