// Every npm script begins here. Plain JavaScript without dependencies, so that any Node from 20 on can
// run it: it brings the pinned Node, installs what is missing, and goes on under that Node.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE = '26.10.0'; // the Node that everything runs on
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [task, ...rest] = process.argv.slice(2);
const home = join(root, '.node');
const bin = join(home, 'node_modules', '.bin');
const windows = process.platform === 'win32';
const enough = Number(process.versions.node.split('.')[0]) >= Number(NODE.split('.')[0]);

/** Runs npm with the pinned Node first on the path; what it prints goes to stderr. */
function npm(args, why) {
  process.stderr.write(`twofiles: ${why}\n`);
  const env = { ...process.env, PATH: (enough ? '' : bin + delimiter) + process.env.PATH };
  for (const key of Object.keys(env)) if (key === 'npm_config_prefix' || key === 'npm_command') delete env[key];
  const cli = process.env.npm_execpath;
  const [command, first] = cli?.endsWith('.js') ? [node(), [cli]] : [windows ? 'npm.cmd' : 'npm', []];
  const all = [...first, ...args, '--no-audit', '--no-fund', '--loglevel=error'];
  const done = spawnSync(command, all, { cwd: root, env, stdio: ['ignore', 2, 2], shell: windows });
  if (done.status !== 0) {
    process.stderr.write(
      `twofiles: "npm ${args.join(' ')}" failed. Check the network and the npm registry, then try again.\n`,
    );
    process.exit(1);
  }
}

/** The Node to go on under. */
function node() {
  const own = join(bin, windows ? 'node.cmd' : 'node');
  return enough || !existsSync(own) ? process.execPath : own;
}

function bringNode() {
  const own = join(home, 'node_modules', 'node', 'package.json');
  if (enough || (existsSync(own) && JSON.parse(readFileSync(own, 'utf8')).version === NODE)) return;
  mkdirSync(home, { recursive: true });
  npm(
    ['install', '--prefix', home, '--no-save', `node@${NODE}`],
    `bringing Node ${NODE} (this is ${process.versions.node}); once, about 210 MB`,
  );
}

/** Installs what the lock file says, once for each lock file and kind. A full install serves both kinds. */
function install(folder, kind, args, why) {
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  const stamp = join(folder, 'node_modules', '.twofiles-installed');
  const have = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (have === `${lock} full` || have === `${lock} ${kind}`) return;
  npm(['ci', '--prefix', folder, ...args], why);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, `${lock} ${kind}`);
}

function run(args, cwd = root) {
  const env = { ...process.env, PATH: (enough ? '' : bin + delimiter) + process.env.PATH };
  const child = spawn(node(), args, { cwd, env, stdio: 'inherit' });
  // Ctrl-C reaches the child by itself; the parent waits for what the child makes of it.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve) => child.on('exit', (code, signal) => resolve(signal ? 1 : code)));
}

const full = () => install(root, 'full', [], 'installing packages (once)');
const peers = () => {
  const why = 'installing the peers that tests and benches compare with (once)';
  install(join(root, 'bench', 'peers'), 'full', ['--omit=optional', '--ignore-scripts'], why);
};
const tool = (name, path) => join(root, 'node_modules', name, path);

const tasks = {
  async start() {
    if (rest[0] === 'bench') {
      full();
      peers();
    } else install(root, 'runtime', ['--omit=dev'], 'installing packages (once)');
    // Paths on the command line are meant from where the person stands, which is not where npm runs scripts.
    const main = join(root, 'src', 'cli', 'main.ts');
    return run(['--disable-warning=ExperimentalWarning', main, ...rest], process.env.INIT_CWD ?? root);
  },
  async test() {
    full();
    peers();
    return run(['scripts/test.mjs', ...rest]);
  },
  async check() {
    full();
    const lint = await run([tool('@biomejs/biome', 'bin/biome'), 'check', ...rest]);
    return (await run([tool('typescript', 'bin/tsc'), '-p', '.'])) || lint;
  },
  async build() {
    full();
    return run(['scripts/build.mjs', ...rest]);
  },
  async bench() {
    full();
    peers();
    return run(['--disable-warning=ExperimentalWarning', 'src/cli/main.ts', 'bench', ...rest]);
  },
};

if (!(task in tasks)) {
  process.stderr.write(`twofiles: no task ${task}; there are ${Object.keys(tasks).join(', ')}\n`);
  process.exit(2);
}
bringNode();
process.exitCode = await tasks[task]();
