// The architecture as a table, and the gate that holds the source to it. A file may import its own
// folder and the folders on its row; type imports count. `violations` takes the files as text, so that
// the gate itself can be tested with seeded offenders.
import { builtinModules } from 'node:module';
import { posix } from 'node:path';

export const MAY_IMPORT: Readonly<Record<string, string>> = {
  base: '',
  silicon: 'base',
  text: 'base',
  security: 'base',
  model: 'base silicon text',
  factory: 'base silicon text model',
  cpu: 'base text security model',
  memory: 'base text security model cpu',
  kernel: 'base text security cpu memory',
  devices: 'base text security memory kernel',
  think: 'base text cpu memory kernel',
  doors: 'base text security cpu memory kernel devices',
  boot: 'base silicon text security model cpu memory kernel devices think doors',
  lab: 'base silicon text security model factory cpu memory kernel devices think doors',
  cli: 'base silicon text model factory lab boot',
  server: 'base text factory lab boot',
  web: 'base text model server',
};

/** Folders that may touch files, sockets and processes; elsewhere only files named `*.node.ts` may. */
const ON_THE_MACHINE = ['boot', 'cli', 'server', 'devices'];
const MOST_LINES = 500;
/** `process` is also what the kernel runs: Node's is known by its members. */
const NODE_GLOBALS =
  /(?<![.\w$'"`])(?:(?:Buffer|require|__dirname|__filename)(?=\s*[.([])|process\s*\.\s*(?:argv|binding|chdir|cpuUsage|cwd|emitWarning|env|execArgv|execPath|exit|exitCode|hrtime|memoryUsage|nextTick|off|on|once|pid|platform|stderr|stdin|stdout|title|umask|uptime|versions?)\b)/;

/** Everything wrong with these files (path from the root → source), one line each. */
export function violations(files: ReadonlyMap<string, string>): string[] {
  const imports = new Map([...files].map(([file, source]) => [file, specifiers(source)]));
  return [
    ...[...imports].flatMap(([file, found]) => found.flatMap((specifier) => forbidden(file, specifier))),
    ...[...files].flatMap(([file, source]) =>
      pageSafe(file) && NODE_GLOBALS.test(code(source)) ? [`${file}: uses a Node global in a page-safe folder`] : [],
    ),
    ...[...files].flatMap(([file, source]) => tooLong(file, source)),
    ...cycles(imports),
  ];
}

/** What a file imports, re-exports or imports dynamically, over any number of lines, types included. */
export function specifiers(source: string): string[] {
  const found = withoutComments(source).matchAll(/(?:\bfrom|\bimport)\s*\(?\s*(['"`])([^'"`]+)\1/g);
  return [...found].map((match) => match[2]!);
}

function forbidden(file: string, specifier: string): string[] {
  if (!specifier.startsWith('.')) {
    const builtin = specifier.startsWith('node:') || builtinModules.includes(specifier.split('/')[0]!);
    return builtin && pageSafe(file) ? [`${file}: imports ${specifier} in a page-safe folder`] : [];
  }
  const target = posix.join(posix.dirname(file), specifier);
  const [from, to] = [folder(file), folder(target)];
  if (/^src\/([^/]+\/)?(index|browser)\.ts$/.test(target)) return [`${file}: imports the entry file ${target}`];
  if (from === undefined || from === to) return [];
  if (to === undefined || !(from in MAY_IMPORT)) return [`${file}: ${from} → ${target} is not in the table`];
  return MAY_IMPORT[from]!.split(' ').includes(to) ? [] : [`${file}: ${from} may not import ${to} (${specifier})`];
}

/** The folder under src that a file belongs to; undefined for the entry files at its top. */
function folder(file: string): string | undefined {
  const [top, name, rest] = file.split('/');
  return top === 'src' && rest !== undefined ? name : undefined;
}

function pageSafe(file: string): boolean {
  const name = folder(file);
  return !file.endsWith('.node.ts') && (name === undefined || !ON_THE_MACHINE.includes(name));
}

function tooLong(file: string, source: string): string[] {
  const lines = source.split('\n').length - 1;
  return lines > MOST_LINES && !file.includes('.gen.') ? [`${file}: ${lines} lines, more than ${MOST_LINES}`] : [];
}

function cycles(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (file: string, path: readonly string[]): void => {
    if (state.get(file) === 'done' || !imports.has(file)) return;
    if (state.get(file) === 'open') {
      found.push(`cycle: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`);
      return;
    }
    state.set(file, 'open');
    for (const specifier of imports.get(file)!)
      if (specifier.startsWith('.')) visit(posix.join(posix.dirname(file), specifier), [...path, file]);
    state.set(file, 'done');
  };
  for (const file of imports.keys()) visit(file, []);
  return found;
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\\])\/\/[^\n]*/g, '$1');
}

/** Source without comments and string contents. */
function code(source: string): string {
  return withoutComments(source).replace(/(['"`])(?:\\.|(?!\1)[^\\])*\1/g, '$1$1');
}
