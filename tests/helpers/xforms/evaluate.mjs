// Fills in an XForm in a real engine: node evaluate.mjs ENGINE_FOLDER FORM.xml < answers.jsonl > submissions.jsonl
// Each line in is {field name: text}; each line out is {"xml": the submission as the engine would send it}.
// The engine is `@getodk/xforms-engine`, the heart of ODK Web Forms; `jsdom` stands in for the browser.
import { readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [folder, formFile] = process.argv.slice(2);
const modules = join(realpathSync(folder), 'node_modules');
const { JSDOM } = createRequire(join(modules, 'x.js'))('jsdom');
const { window } = new JSDOM('<!doctype html>', { url: 'http://localhost/' });
const borrowed = ['window', 'document', 'DOMParser', 'XMLSerializer', 'Node', 'Element', 'Document', 'Attr', 'Text',
  'NodeFilter', 'XPathResult', 'XPathEvaluator', 'localStorage'];
for (const name of borrowed) globalThis[name] ??= window[name];

// WORKAROUND: the engine's parser takes the presence of `process` for CommonJS and then asks for __dirname.
const { process: node } = globalThis;
globalThis.process = undefined;
const engine = pathToFileURL(join(modules, '@getodk', 'xforms-engine', 'dist', 'index.js')).href;
const { loadForm } = await import(engine);
globalThis.process = node;

const xml = readFileSync(formFile, 'utf8');
const form = await loadForm(xml);
if (form.status === 'failure') {
  console.error(String(form.error));
  node.exit(3);
}

const blank = new window.DOMParser().parseFromString(xml, 'text/xml').querySelector('instance > *');
const serializer = new window.XMLSerializer();

function filled(answers) {
  const instance = blank.cloneNode(true);
  for (const leaf of instance.querySelectorAll('*')) {
    if (leaf.children.length === 0 && leaf.localName in answers) leaf.textContent = answers[leaf.localName];
  }
  return serializer.serializeToString(instance);
}

for await (const line of createInterface({ input: node.stdin })) {
  if (!line.trim()) continue;
  const data = new FormData();
  data.set('xml_submission_file', new File([filled(JSON.parse(line))], 'xml_submission_file', { type: 'text/xml' }));
  const instance = await form.restoreInstance({ data: [data] });
  node.stdout.write(JSON.stringify({ xml: instance.root.instanceState.instanceXML }) + '\n');
}
