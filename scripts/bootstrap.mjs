// The one plain-JavaScript file: it must run on whatever Node the machine has, before anything is installed.
// It installs when the lockfile changed, then hands over to the Node that the lockfile pins.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [script, ...args] = process.argv.slice(2);
if (!script) {
  console.error('Usage: node scripts/bootstrap.mjs SCRIPT [ARGUMENT]…');
  process.exit(2);
}

installWhenChanged();
const child = spawn(nodeBinary(), ['--disable-warning=ExperimentalWarning', join(root, script), ...args], {
  stdio: 'inherit',
  // npm changes the working directory to the package's; paths on the command line mean the caller's.
  env: { ...process.env, VISIOBOOK_CALLER_DIR: process.env.INIT_CWD ?? process.cwd() },
});
// A terminal sends Ctrl-C to the whole group: the script stops itself, and this process waits for it.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));

function installWhenChanged() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.visiobook-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Installing packages (about two minutes the first time)…');
  // The engine warnings speak of the Node that runs npm, not of the one that runs Visiobook.
  const { status } = spawnSync('npm', ['ci', '--loglevel=error', '--no-fund', '--no-audit'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error(
      'npm ci failed: see the lines above. Node 20.11 or newer and a reachable npm registry are needed.',
    );
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

function nodeBinary() {
  const pinned = join(root, 'node_modules', '.bin', 'node');
  if (existsSync(pinned)) return pinned;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  console.error(
    `Visiobook runs on Node 22.18 or newer; this is ${process.version} and no pinned Node fits this machine.`,
  );
  process.exit(1);
}
