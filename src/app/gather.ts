import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { globSync, hasMagic } from 'glob';
import type { Access, PendingAccess } from '../collect/access/access.ts';
import {
  type ArchivedMachine,
  archiveKindOf,
  openArchive,
  openImageFolder,
} from '../collect/access/archive/open-archive.ts';
import { openLocal } from '../collect/access/local.ts';
import { isSshAddress } from '../collect/access/ssh/address.ts';
import { openSsh } from '../collect/access/ssh/open-ssh.ts';
import type { SshOptions } from '../collect/access/ssh/ssh-arguments.ts';
import type { AwsOptions } from '../collect/aws/aws-options.ts';
import type { LdapRequest } from '../collect/ldap/collect-ldap.ts';
import type { Capture } from '../core/capture.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { SourceError, UsageError } from '../core/errors.ts';
import { compareCodePoints } from '../core/order.ts';
import type { Reading } from './access-advice.ts';
import { openAws, openDirectory } from './live-sources.ts';
import { terraformSources } from './terraform-sources.ts';
import { captureUserFile, reasonOf } from './user-file.ts';

/** Folders of a checkout that hold nothing of its owner's. */
const SKIPPED: readonly string[] = ['.git', 'node_modules'];

/** What the arguments of the command line lead to. */
export interface Gathered {
  /** Machines: this one, trees of one, or some that are asked in rounds. */
  readonly hosts: readonly GatheredHost[];
  /** Files that belong together: those of one folder, or those named one by one. */
  readonly groups: readonly {
    readonly label: string;
    readonly captures: readonly Capture[];
    readonly named: boolean;
  }[];
  readonly diagnostics: readonly Diagnostic[];
}

/** One machine to be read. */
export type GatheredHost =
  | { readonly label: string; readonly access: Access; readonly reading: Reading }
  | {
      readonly label: string;
      readonly pending: PendingAccess;
      /** How it was read; asked when the reading is over. An archive when nothing is told. */
      readonly readingOf?: () => Reading;
      /** What to call it, whatever its tree says. */
      readonly name?: string;
      /** What to call it when its tree tells no name. */
      readonly fallbackName?: string;
      /** What was found when it was opened. */
      readonly diagnostics?: readonly Diagnostic[];
      /** What went wrong while it was read; asked when the reading is over. */
      readonly trouble?: () => Diagnostic | undefined;
    };

/** What gathering is asked for. */
export interface GatherRequest {
  /** Files, folders and patterns; empty means the running machine when `root` is not given either. */
  readonly targets: readonly string[];
  /** Trees of machines, by `--root`: folders, archives and images. */
  readonly roots: readonly string[];
  /** How machines named `ssh://…` are reached. */
  readonly ssh?: SshOptions | undefined;
  /** The AWS account that is read live, where one is asked for. */
  readonly aws?: AwsOptions | undefined;
  /** Directories that are read live. */
  readonly ldap?: readonly LdapRequest[] | undefined;
  /** Told what is under way. */
  readonly progress?: ((step: string) => void) | undefined;
  /** RFC 3339: the time of this run. */
  readonly collectedAt: string;
}

/** Finds hosts, folders and files. A path that does not exist is the user's error; one that cannot be read is said. */
export async function gather(request: GatherRequest): Promise<Gathered> {
  const hosts: GatheredHost[] = [];
  for (const root of request.roots) hosts.push(...(await openRoot(root)));
  const groups: { label: string; captures: readonly Capture[]; named: boolean }[] = [];
  const diagnostics: Diagnostic[] = [];
  const isLive = request.aws !== undefined || (request.ldap ?? []).length > 0;
  if (request.targets.length === 0 && request.roots.length === 0 && !isLive)
    hosts.push({ access: openLocal('/'), label: 'this host', reading: { kind: 'live', asRoot: isRoot() } });
  hosts.push(...request.targets.filter(isSshAddress).map((target) => openMachine(target, request.ssh)));
  const account = await openAws(request, diagnostics);
  if (account !== undefined) groups.push(account);
  for (const directory of request.ldap ?? []) {
    const group = await openDirectory(directory, request, diagnostics);
    if (group !== undefined) groups.push(group);
  }
  const named: Capture[] = [];
  for (const target of request.targets.filter((one) => !isSshAddress(one)).flatMap(expand)) {
    if (!isFolder(target)) {
      const machines = await machinesIn(() => openFile(target), target, diagnostics);
      if (machines === undefined) named.push(captureUserFile(target, request.collectedAt));
      else hosts.push(...machines);
      continue;
    }
    const found = walk(target, diagnostics);
    for (const tree of found.trees) {
      hosts.push(
        ...(isImageFolder(tree)
          ? ((await machinesIn(() => openImageFolder(tree), tree, diagnostics)) ?? [])
          : [openTree(tree)]),
      );
    }
    const files: string[] = [];
    let machinesFound = 0;
    for (const file of found.files) {
      const machines = await machinesIn(() => openFile(file), file, diagnostics, 'warning');
      if (machines === undefined) files.push(file);
      else {
        machinesFound += 1;
        hosts.push(...machines);
      }
    }
    const captures = files.map((file) => captureUserFile(file, request.collectedAt));
    if (captures.length > 0) groups.push({ label: target, captures, named: false });
    else if (found.trees.length + machinesFound === 0) {
      diagnostics.push({
        level: 'error',
        code: 'empty-folder',
        message: `${target} holds no file that could be read`,
        at: { file: target },
        hint: 'Name a folder with evidence, a host tree or a snapshot.',
      });
    }
  }
  named.push(...terraformSources(named, request.collectedAt));
  if (named.length > 0) groups.push({ label: 'files', captures: named, named: true });
  return { hosts, groups, diagnostics };
}

/** A machine that is read over ssh; the connection is made when it is read. */
function openMachine(target: string, options: SshOptions = { sudo: false, interactive: false }): GatheredHost {
  const pending = openSsh(target, options);
  return {
    pending,
    label: pending.label,
    fallbackName: pending.host,
    trouble: pending.trouble,
    readingOf: () => ({ kind: 'ssh', asRoot: pending.asRoot() }),
  };
}

/** A folder with the tree of a machine; `/` is this machine, running. */
function openTree(folder: string): GatheredHost {
  const access = openLocal(path.resolve(folder));
  return { access, label: folder, reading: { kind: access.live ? 'live' : 'tree', asRoot: isRoot() } };
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** A pattern stands for the files it matches; a plain path for itself. */
function expand(target: string): readonly string[] {
  if (existsSync(target)) return [target];
  const matches = hasMagic(target) ? globSync(target, { nodir: true }).sort(compareCodePoints) : [];
  if (matches.length > 0) return matches;
  throw new UsageError(`there is no file or folder ${target}`, {
    hint: hasMagic(target)
      ? 'The pattern matches nothing.'
      : 'Check the path; without any target this host is scanned.',
  });
}

/** What `--root` names: a folder, or a file that holds one. */
async function openRoot(root: string): Promise<readonly GatheredHost[]> {
  if (isFolder(root)) return isImageFolder(root) ? await openImageFolder(root) : [openTree(root)];
  const machines = existsSync(root) ? await openFile(root) : undefined;
  if (machines !== undefined) return machines;
  throw new UsageError(`${root} is ${existsSync(root) ? 'neither a folder nor a tar archive' : 'not there'}`, {
    hint: '--root takes the folder that holds etc, usr and var of a machine, a tar of one (also .gz and .zst), or a container image.',
  });
}

/** The machines in an archive; undefined when the file is none. */
async function openFile(file: string): Promise<readonly ArchivedMachine[] | undefined> {
  if (!statSync(file).isFile()) return undefined;
  let kind: ReturnType<typeof archiveKindOf>;
  try {
    kind = archiveKindOf(file);
  } catch {
    // Why it cannot be read is told where it is read as a file.
    return undefined;
  }
  if (kind.kind === 'unreadable')
    throw new SourceError(`${file} is compressed by ${kind.compression}, which Vauban does not unpack`, {
      hint: `Unpack it, or compress it by gzip or zstd: ${kind.compression} -dc ${file} | gzip > machine.tar.gz`,
    });
  return kind.kind === 'tar' ? await openArchive(file, kind.compression) : undefined;
}

/** As `open`; an archive that cannot be used is said, and the other targets are still read. */
async function machinesIn(
  open: () => Promise<readonly ArchivedMachine[] | undefined>,
  file: string,
  diagnostics: Diagnostic[],
  // A folder may hold archives of anything; one that was named is meant.
  level: Diagnostic['level'] = 'error',
): Promise<readonly ArchivedMachine[] | undefined> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    diagnostics.push({
      level,
      code: 'unusable-archive',
      message: error.message,
      at: { file },
      ...(error.hint === undefined ? {} : { hint: error.hint }),
    });
    return [];
  }
}

/** Programs that Terraform keeps in the checkout, hundreds of megabytes. */
function isProviders(folder: string): boolean {
  return folder.endsWith(path.join('.terraform', 'providers'));
}

/** A folder is an image by the file that each OCI image layout has. */
function isImageFolder(folder: string): boolean {
  return !isHostTree(folder) && existsSync(path.join(folder, 'oci-layout'));
}

function isFolder(target: string): boolean {
  try {
    return statSync(target).isDirectory();
  } catch {
    return false;
  }
}

/** A folder is the tree of a machine when it tells its release or its accounts. */
function isHostTree(folder: string): boolean {
  return ['etc/os-release', 'usr/lib/os-release', 'etc/passwd'].some((file) => {
    try {
      lstatSync(path.join(folder, file));
      return true;
    } catch {
      return false;
    }
  });
}

/** Every file below a folder, host trees and images taken out whole; what cannot be listed is said. Links are not followed. */
function walk(
  folder: string,
  diagnostics: Diagnostic[],
): { readonly trees: readonly string[]; readonly files: readonly string[] } {
  if (isHostTree(folder) || isImageFolder(folder)) return { trees: [folder], files: [] };
  const trees: string[] = [];
  const files: string[] = [];
  const pending = [folder];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const current = next;
    let entries: import('node:fs').Dirent[];
    try {
      entries = readdirSync(current, { withFileTypes: true });
    } catch (error) {
      diagnostics.push({
        level: 'error',
        code: 'unreadable-folder',
        message: `${current}: ${reasonOf(error)}`,
        at: { file: current },
        hint: 'Run as a user who may list it, or change its mode.',
      });
      continue;
    }
    for (const entry of entries) {
      const entryPath = path.join(current, entry.name);
      if (entry.isDirectory() && !SKIPPED.includes(entry.name) && !isProviders(entryPath)) {
        if (isHostTree(entryPath) || isImageFolder(entryPath)) trees.push(entryPath);
        else pending.push(entryPath);
      } else if (entry.isFile()) files.push(entryPath);
    }
  }
  return { trees: trees.sort(compareCodePoints), files: files.sort(compareCodePoints) };
}
