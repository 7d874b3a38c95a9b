/** npm run bench -- NAME: measures what the product promises and prints it. docs/performance.md explains each. */
const BENCHES: Record<string, string> = {
  fit: 'the rules over 20,000 practices, against one plain pass over the same numbers',
  pages: 'requests a second, bytes, queries and memory of the running product, against a bare page',
  signed: 'pages as a focal point who signed in, each beside a visitor’s',
  search: 'searching the sample and 20,000 practices, against one keyed read',
  scale:
    'lists, search and discovery as rows grow from 100 to 20,000; plans; the join of the registry at 100,000 things',
  kill: '100 kills -9 under write load: what was acknowledged is there, what may not come twice does not (kill COUNT asks fewer)',
  fuzz: '50,000 requests of every bad kind over all routes, as a visitor and as every kind of person (fuzz SEED repeats one run, fuzz SEED COUNT asks fewer or more)',
}

type Bench = { run(words: string[]): Promise<number | void> }

const [name = '', ...words] = process.argv.slice(2)
if (Object.hasOwn(BENCHES, name)) {
  const bench = (await import(new URL(`./${name}.ts`, import.meta.url).href)) as Bench
  process.exitCode = (await bench.run(words)) ?? 0
} else {
  const names = Object.entries(BENCHES).map(([each, what]) => `  npm run bench -- ${each.padEnd(7)}${what}`)
  console.error([name ? `There is no bench "${name}".` : 'Say which bench.', ...names].join('\n'))
  process.exitCode = 2
}
