// An atlas of a world for people to read: the map, who is whose child, what happened and why, places, works, makers
// and animals, and questions to try with their answers. Markdown, and one page of HTML that shows all of it.
import { marked } from 'marked';
import { mapSvg } from './atlas-map.ts';
import { stream } from './draw.ts';
import { type Company, type Entity, isPlace, type Person, type Product, type WorldEvent } from './entities.ts';
import { recalls, tellingsOf, unknowns } from './questions.ts';
import { strangerWorld } from './questions-reading.ts';
import { capital } from './realise.ts';
import { nameOf } from './tellings.ts';
import type { World } from './world.ts';

/** A file of the atlas: what it is called, and its text. */
export interface AtlasFile {
  readonly name: string;
  readonly text: string;
}

const QUESTIONS = { recall: 30, unknown: 12 } as const;

/** All files, `index.html` last. Same world, same bytes. */
export function atlas(world: World): AtlasFile[] {
  const map = mapSvg(world);
  const pages: Record<string, string> = {
    places: places(world),
    people: people(world),
    timeline: timeline(world),
    works: works(world),
    companies: companies(world),
    species: species(world),
    questions: questions(world),
  };
  return [
    { name: 'map.svg', text: map },
    ...Object.entries(pages).map(([name, text]) => ({ name: `${name}.md`, text })),
    { name: 'index.html', text: html(world, map, pages) },
  ];
}

const name = (world: World, id: number): string => nameOf(world.entities[id]!);
const page = (title: string, ...lines: readonly string[]): string => `# ${title}\n\n${lines.join('\n')}\n`;
const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
const head = (...cells: readonly string[]): string[] => [row(...cells), row(...cells.map(() => '---'))];
const ofKind = <T extends Entity>(world: World, ...kinds: readonly T['kind'][]): T[] =>
  world.entities.filter((entity): entity is T => (kinds as readonly string[]).includes(entity.kind));

function places(world: World): string {
  const all = world.entities.filter(isPlace);
  const living = (id: number): number => world.people.filter((who) => !who.died && homeOf(who) === id).length;
  const regions = all.filter(({ kind }) => kind === 'region');
  return page(
    'Places',
    ...regions.flatMap((region) => {
      const own = all.filter((place) => place.region === region.id && place !== region);
      const wild = (kind: string): string =>
        own
          .filter((place) => place.kind === kind)
          .map((place) => (place.height ? `${place.name} (${place.height} m)` : nameOf(place)))
          .join(', ');
      const towns = own.filter(({ kind }) => kind === 'town');
      return [
        `## ${region.name}\n`,
        region.capital === undefined ? '' : `Its capital is ${name(world, region.capital)}.\n`,
        ...head('town', 'founded', 'on', 'known for', 'people'),
        ...towns.map((town) =>
          row(
            town.name,
            town.founded ?? '',
            town.water === undefined ? '' : name(world, town.water),
            town.knownFor ?? '',
            living(town.id),
          ),
        ),
        '',
        ...['mountain', 'river', 'lake', 'forest'].flatMap((kind) => {
          const found = wild(kind);
          return found === '' ? [] : [`- ${capital(kind)}: ${found}`];
        }),
        '',
      ];
    }),
  );
}

const homeOf = (person: Person): number => person.homes.at(-1)?.place ?? person.birthplace;

/** Families from their first known members down; each person stands once, under the parent met first. */
function people(world: World): string {
  const seen = new Set<number>();
  const lines: string[] = [];
  const tree = (person: Person, depth: number): void => {
    if (seen.has(person.id)) return;
    seen.add(person.id);
    lines.push(`${'  '.repeat(depth)}- ${lifeOf(world, person)}`);
    for (const child of person.children) tree(world.entities[child] as Person, depth + 1);
  };
  const firsts = world.people.filter(({ mother, father }) => mother === undefined && father === undefined);
  // Those who have married into another family stand beside their children's other parent.
  for (const first of firsts) if (first.children.length > 0) tree(first, 0);
  const alone = world.people.filter(({ id, spouse }) => !seen.has(id) && (spouse === undefined || !seen.has(spouse)));
  for (const person of alone) tree(person, 0);
  return page('People', 'Families, oldest first; children stand under a parent.\n', ...lines);
}

function lifeOf(world: World, person: Person): string {
  const { spouse, married, job, teacher, friend, died, born } = person;
  const more = [
    job,
    spouse === undefined ? undefined : `married ${name(world, spouse)}${married ? ` in ${married}` : ''}`,
    teacher === undefined ? undefined : `learned from ${name(world, teacher)}`,
    friend === undefined ? undefined : `friend of ${name(world, friend)}`,
    died === undefined ? `lives in ${name(world, homeOf(person))}` : undefined,
  ];
  return [`**${person.name}** (${born}–${died ?? ''})`, ...more.filter((each) => each !== undefined)].join(', ');
}

/** What had a cause, or was one, and what was made; other births, weddings and deaths stand with the people. */
function timeline(world: World): string {
  const causing = new Set(world.events.flatMap(({ causes }) => causes));
  const told = world.events
    .filter(({ id, kind, causes }) => causes.length > 0 || causing.has(id) || kind === 'work' || kind === 'company')
    .sort((a, b) => a.year - b.year || a.id - b.id);
  const lines: string[] = [];
  let decade = -1;
  for (const event of told) {
    if (Math.floor(event.year / 10) > decade) {
      decade = Math.floor(event.year / 10);
      lines.push(`\n## ${decade * 10}–${decade * 10 + 9}\n`);
    }
    const causes = event.causes.map((id) => eventText(world, world.events[id]!, event.year));
    const why = causes.length > 0 ? `, because ${causes.join(' and ')}` : '';
    lines.push(`- **${event.year}** ${capital(eventText(world, event))}${why}.`);
  }
  return page('What happened', 'Events with their causes.', ...lines);
}

/** An event as a clause; its year too where it is not that of the telling. */
function eventText(world: World, event: WorldEvent, telling = event.year): string {
  const who = event.who.map((id) => name(world, id));
  const [a = '', b = ''] = who;
  const at = name(world, event.place);
  const what = typeof event.what === 'number' ? name(world, event.what) : (event.what ?? '');
  const says: Record<WorldEvent['kind'], string> = {
    birth: `${a} was born in ${at}`,
    marriage: `${a} and ${b} married in ${at}`,
    death: `${a} died in ${at}`,
    illness: `${a} fell ill in ${at}`,
    move: `${a} moved to ${at}`,
    apprenticeship: `${a} became the apprentice of ${b}`,
    work: `${a} made ${what}`,
    company: `${a} founded ${what} in ${at}`,
    quarrel: `${a} and ${b} quarrelled`,
    reconciliation: `${a} and ${b} made peace`,
    friendship: `${a} and ${b} became friends`,
    inheritance: `${a} inherited ${what === '' ? 'from' : `a ${what} from`} ${b}`,
    drought: `there was a drought in ${at}`,
    flood: `there was a flood in ${at}`,
    storm: `a storm struck ${at}`,
    fire: `there was a fire in ${at}`,
    'hard-winter': `the winter was hard in ${at}`,
    'failed-harvest': `the harvest failed in ${at}`,
    'good-harvest': `the harvest was good in ${at}`,
    bridge: `a bridge was built in ${at}`,
    'dear-bread': `bread was dear in ${at}`,
    fever: `a fever went round in ${at}`,
  };
  return says[event.kind] + (event.year === telling ? '' : ` (${event.year})`);
}

function works(world: World): string {
  const all = ofKind<Extract<Entity, { author: number }>>(world, 'book', 'song', 'painting');
  return page(
    'Books, songs and paintings',
    ...head('what', 'title', 'by', 'year', 'about'),
    ...[...all]
      .sort((a, b) => a.kind.localeCompare(b.kind) || a.year - b.year)
      .map((work) => row(work.kind, `*${work.name}*`, name(world, work.author), work.year, work.about)),
  );
}

function companies(world: World): string {
  const products = ofKind<Product>(world, 'product');
  return page(
    'Companies and what they sell',
    ...ofKind<Company>(world, 'company').flatMap((company) => [
      `\n## ${company.name}\n`,
      `Makes ${company.good} in ${name(world, company.town)}; founded in ${company.year} by ${name(world, company.founder)}.\n`,
      ...head('product', 'number', 'marks', 'made of'),
      ...products
        .filter((product) => product.company === company.id)
        .map((product) => row(product.name, product.code, product.price, product.material)),
    ]),
  );
}

function species(world: World): string {
  const all = ofKind<Extract<Entity, { kind: 'species' }>>(world, 'species');
  return page(
    'Animals and plants',
    ...head('name', 'sort', 'lives in', 'colour', 'eats'),
    ...[...all]
      .sort((a, b) => a.sort.localeCompare(b.sort) || a.name.localeCompare(b.name))
      .map((each) => row(each.name, each.sort, each.habitat, each.color, each.eats ?? '')),
  );
}

function questions(world: World): string {
  const told = tellingsOf(world);
  const options = { seed: world.seed, held: false };
  const known = [...recalls(world, told, options).take(QUESTIONS.recall)];
  const open = [...unknowns(world, told, strangerWorld(world.seed, 0), options).take(QUESTIONS.unknown)];
  const why = {
    invented: 'there is nobody of that name',
    near: 'there is nobody of that name, though nearly',
    untold: 'true, and told by no document',
  };
  return page(
    'Questions to try',
    'With answers, and how often the documents tell them forward and backward.\n',
    ...head('question', 'answer', 'told'),
    ...known.map(({ question, answer, told: { forward, backward } }) =>
      row(question, capital(answer), `${forward} + ${backward}`),
    ),
    '\n## Questions that nobody can answer\n',
    ...head('question', 'why'),
    ...stream(world.seed, 302)
      .shuffled(open)
      .map((each) => row(each.question, why[each.why])),
  );
}

const STYLE = `body{margin:0;background:#f6f0e1;color:#3b2f25;font:17px/1.5 Georgia,'Times New Roman',serif}
main{max-width:1180px;margin:0 auto;padding:0 20px 60px}svg{width:100%;height:auto;display:block}
nav{position:sticky;top:0;background:#f6f0e1ee;padding:10px 0;border-bottom:1px solid #c9b891;display:flex;gap:22px;flex-wrap:wrap;z-index:1}
a{color:#7c3a4c;text-decoration:none}a:hover{text-decoration:underline}h1{margin:56px 0 8px;font-size:32px;font-weight:normal;border-bottom:2px solid #c9b891}
h2{font-weight:normal;margin:28px 0 6px;color:#7c3a4c}table{border-collapse:collapse;width:100%;font-size:15px}
th{text-align:left;font-weight:normal;font-style:italic}td,th{padding:4px 14px 4px 0;border-bottom:1px solid #e2d6b8;vertical-align:top}
ul{padding-left:20px}li{margin:2px 0}section{scroll-margin-top:40px}`;

function html(world: World, map: string, pages: Readonly<Record<string, string>>): string {
  const names = Object.keys(pages);
  const sections = Object.entries(pages).map(
    ([id, text]) => `<section id="${id}">${marked.parse(text, { async: false })}</section>`,
  );
  return [
    '<!doctype html>',
    `<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Atlas of world ${world.seed}</title><style>${STYLE}</style></head>`,
    `<body><main><nav><a href="#map">map</a>${names.map((id) => `<a href="#${id}">${id}</a>`).join('')}</nav>`,
    `<section id="map">${map}</section>`,
    ...sections,
    '</main></body></html>\n',
  ].join('\n');
}
