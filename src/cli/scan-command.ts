import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { awsOptions } from '../app/aws-options.ts';
import { chooseReporters, FORMAT_NAMES } from '../app/choose-reporters.ts';
import { exitCodeOfGate } from '../app/exit-code.ts';
import { ldapTargets } from '../app/ldap-targets.ts';
import { readConfiguration } from '../app/read-configuration.ts';
import { collectSnapshots, parseNow, scan } from '../app/scan.ts';
import { type SshRequest, sshOptions } from '../app/ssh-options.ts';
import { formatInstant } from '../core/clock.ts';
import { EXIT, type ExitCode, UsageError } from '../core/errors.ts';
import { FAIL_ON, type FailOn, readFailOn } from '../core/fail-on.ts';

import { cacheFolder, diagnosticLines, progressLine, type Terminal } from './terminal.ts';
import { writeDocuments } from './write-output.ts';

interface ScanOptions {
  readonly root: readonly string[];
  readonly before: readonly string[];
  readonly format?: readonly string[];
  readonly output?: string;
  readonly policy: readonly string[];
  readonly profile?: string;
  readonly aws?: boolean;
  readonly awsProfile?: string;
  readonly awsRegion: readonly string[];
  readonly ldap: readonly string[];
  readonly framework: readonly string[];
  readonly failOn?: FailOn;
  readonly now?: string;
  readonly config?: string;
  readonly policyTimeout: number;
  readonly strict?: boolean;
  readonly sudo?: boolean;
  readonly sshConfig?: string;
  readonly verbose: boolean;
}

const SUDO_HELP = 'read ssh:// machines as root, through `sudo -n` there';
const AWS_HELP = 'read the identities of the AWS account that the credentials of this environment belong to; read-only';
const AWS_PROFILE_HELP = 'a profile of ~/.aws/config (default: AWS_PROFILE)';
const AWS_REGION_HELP = 'regions whose access analyzers are asked for, with commas (default: the configured one)';
const LDAP_HELP =
  'read an LDAP directory or Active Directory: ldaps://host[:port][/BASE]; who asks is told by VAUBAN_LDAP_BIND_DN and VAUBAN_LDAP_PASSWORD_FILE (repeatable)';
const SSH_CONFIG_HELP = 'the configuration of ssh, as `ssh -F` (default: ~/.ssh/config)';

/** `vauban scan`: everything in one command. */
export function scanCommand(terminal: Terminal, finish: (code: ExitCode) => void): Command {
  return new Command('scan')
    .summary('judge this host, or files, folders and snapshots')
    .description(
      'Collects, judges and reports. Without a target this host is scanned. Files are recognized by their content: snapshots of `vauban collect`; iptables-save, nft, ufw and firewalld output; exports of AWS, Azure, Google Cloud, Entra ID, Okta, Keycloak and Google Workspace, LDIF; Terraform plans and states, CloudFormation templates, Kubernetes manifests; exposure.yaml (what is meant to be reachable); authentication logs, and the evidence files of an organization. A folder is read whole; a folder that holds the tree of a machine is read as that machine, and so is a tar of one (also .gz and .zst) and a container image (docker save, OCI layout).',
    )
    .argument('[target...]', 'files, folders, patterns, or machines as ssh://[user@]host[:port]')
    .option('--sudo', SUDO_HELP)
    .option('--ssh-config <file>', SSH_CONFIG_HELP)
    .option('--aws', AWS_HELP)
    .option('--aws-profile <name>', AWS_PROFILE_HELP)
    .option('--aws-region <regions>', AWS_REGION_HELP, list, [])
    .option('--ldap <address>', LDAP_HELP, collect, [])
    .option(
      '--root <dir>',
      'scan the tree of a machine that is not running: a folder, a tar, or a container image (repeatable)',
      collect,
      [],
    )
    .option(
      '--before <path>',
      'the firewall rules as they were before a change: what it opens is judged (repeatable)',
      collect,
      [],
    )
    .option('-f, --format <formats>', `one or more of ${FORMAT_NAMES.join(', ')}, with commas`, list)
    .option('-o, --output <path>', 'file, or folder for several formats (report.<format>)')
    .option('--policy <dir>', 'also judge by your own Rego policies (repeatable)', collect, [])
    .option(
      '--profile <name>',
      'which rules, thresholds and frameworks: default, go-live, audit, cis-debian-12-l1-server, anssi-bp-028-minimal, … (a wrong name lists all), or the path of your own',
    )
    .option(
      '--framework <ids>',
      'report by these frameworks, with commas; `all` for every one',
      (value: string, previous: readonly string[]) => [...previous, ...list(value)],
      [],
    )
    .option(
      '--fail-on <severity>',
      `gate: exit 1 on failures of this severity or worse (${FAIL_ON.join(', ')})`,
      failOn,
    )
    .option('--strict', 'gate: do not pass while something that could fail it could not be judged')
    .option('--now <instant>', 'the instant ages are counted to, RFC 3339 (default: the newest snapshot)')
    .option('--config <file>', 'options from a file (default: vauban.yaml here, when there is one)')
    .option('--policy-timeout <seconds>', 'how long the policies of one domain may run', seconds, 60)
    .option('-v, --verbose', 'text: also list what passed, and every unknown', false)
    .addHelpText(
      'after',
      `
Examples:
  vauban scan                                          this host (as root it sees more)
  vauban scan --format text,html,sarif                 and write report.html and report.sarif
  vauban scan --root /mnt/image --profile go-live      a server image before it goes live
  vauban scan web01.tar.gz                             a backup of a whole machine, not unpacked
  docker save web:2 > web.tar && vauban scan web.tar   a container image, without its engine
  vauban scan ssh://admin@web01 --sudo                 another machine, read as root; nothing is installed there
  vauban scan --aws --aws-profile audit                the users, roles and settings of an AWS account
  vauban scan --ldap ldaps://dc1/dc=corp,dc=example    the accounts and groups of a directory
  iptables-save > rules.txt && vauban scan rules.txt   what a packet filter lets in
  vauban scan plan.json --format sarif                 a Terraform plan: what it opens, at the line that opens it
  vauban scan rules.txt --before old-rules.txt         what a change of the rules opens
  vauban scan organization/ aws/*.json --now 2026-11-22T18:00:00Z
  vauban scan snapshot.json --policy ./policies --fail-on medium

Exit codes: 0 passed, 1 failed, 2 wrong usage, configuration or policy, 3 too little could be assessed, 4 our fault.`,
    )
    .action(async (targets: readonly string[], options: ScanOptions) => {
      finish(await runScan(targets, options, terminal));
    });
}

async function runScan(targets: readonly string[], options: ScanOptions, terminal: Terminal): Promise<ExitCode> {
  const configFile = options.config ?? (existsSync('vauban.yaml') ? 'vauban.yaml' : undefined);
  const config = configFile === undefined ? {} : await readConfiguration(configFile);
  const formats = options.format ?? config.formats ?? ['text'];
  const reporters = chooseReporters(formats);
  const progress = progressLine(terminal);
  const scanned =
    targets.length > 0 || options.root.length > 0 || options.aws === true || options.ldap.length > 0
      ? targets
      : (config.targets ?? []);
  const assessment = await scan({
    targets: scanned,
    before: options.before,
    roots: options.root,
    ssh: sshOptions(scanned, sshRequest(options, terminal, config)),
    aws: awsOf(options, terminal),
    ldap: ldapTargets(options.ldap, terminal.env),
    policies: options.policy.length > 0 ? options.policy : (config.policies ?? []),
    profile: options.profile ?? config.profile ?? 'default',
    frameworks: options.framework.length > 0 ? options.framework : (config.frameworks ?? []),
    failOn: options.failOn ?? config.fail_on,
    strict: options.strict,
    now: options.now,
    parameters: config.parameters,
    policyTimeoutSeconds: options.policyTimeout,
    cacheFolder: cacheFolder(terminal),
    clockMs: terminal.clockMs,
    progress,
  });
  progress('');
  const documents = reporters.map((reporter) => ({
    format: reporter.id,
    extension: reporter.extension,
    text: reporter.render(assessment, { color: terminal.color, width: terminal.width, verbose: options.verbose }),
  }));
  writeDocuments(documents, options.output ?? config.output, terminal);
  if (!formats.includes('text') || options.output !== undefined) {
    const { gate, reason, counts } = assessment.summary;
    terminal.stderr(diagnosticLines(assessment.diagnostics.filter(({ level }) => level === 'error')));
    terminal.stderr(`${gate}: ${reason} (${counts.fail} failures, ${counts.unknown} unknown, ${counts.pass} passed)\n`);
  }
  return exitCodeOfGate(assessment.summary.gate);
}

/** `vauban collect`: the snapshot without a verdict. */
export function collectCommand(terminal: Terminal, finish: (code: ExitCode) => void): Command {
  return new Command('collect')
    .summary('write the facts of a host or of files as a snapshot')
    .description(
      'Reads what `vauban scan` would read and writes it as a snapshot, to be scanned elsewhere or kept. No secret is in it.',
    )
    .argument(
      '[target...]',
      'files, folders, patterns, or machines as ssh://[user@]host[:port]; without any, this host',
    )
    .option('--sudo', SUDO_HELP)
    .option('--ssh-config <file>', SSH_CONFIG_HELP)
    .option('--aws', AWS_HELP)
    .option('--aws-profile <name>', AWS_PROFILE_HELP)
    .option('--aws-region <regions>', AWS_REGION_HELP, list, [])
    .option('--ldap <address>', LDAP_HELP, collect, [])
    .option(
      '--root <dir>',
      'read the tree of a machine that is not running: a folder, a tar, or a container image (repeatable)',
      collect,
      [],
    )
    .option('-o, --output <file>', 'the snapshot (default: stdout)')
    .option('-f, --format <format>', 'json', 'json')
    .option('--now <instant>', 'the time written into the snapshot, RFC 3339')
    .addHelpText(
      'after',
      '\nExamples:\n  sudo vauban collect -o web01.json\n  vauban collect ssh://admin@web01 --sudo -o web01.json\n  vauban collect --root /mnt/image -o image.json\n  vauban scan web01.json image.json',
    )
    .action(
      async (
        targets: readonly string[],
        options: {
          root: readonly string[];
          output?: string;
          format: string;
          now?: string;
          sudo?: boolean;
          sshConfig?: string;
          aws?: boolean;
          awsProfile?: string;
          awsRegion: readonly string[];
          ldap: readonly string[];
        },
      ) => {
        if (options.format !== 'json')
          throw new UsageError(`a snapshot has no format ${options.format}`, { hint: 'Use --format json.' });
        const nowMs = options.now === undefined ? terminal.clockMs : parseNow(options.now);
        const progress = progressLine(terminal);
        const { snapshots, diagnostics } = await collectSnapshots(
          {
            targets,
            roots: options.root,
            progress,
            ssh: sshOptions(targets, sshRequest(options, terminal)),
            aws: awsOf(options, terminal),
            ldap: ldapTargets(options.ldap, terminal.env),
          },
          formatInstant(nowMs),
        );
        progress('');
        // What is wrong with one target stands in its snapshot; a person should not have to look for it there.
        const faults = snapshots.flatMap((snapshot) => snapshot.diagnostics.filter(({ level }) => level === 'error'));
        terminal.stderr(diagnosticLines([...diagnostics, ...faults]));
        const [only, ...others] = snapshots;
        const text = `${JSON.stringify(others.length === 0 ? only : snapshots, null, 1)}\n`;
        if (only !== undefined) writeDocuments([{ format: 'json', extension: 'json', text }], options.output, terminal);
        finish(
          only === undefined || [...diagnostics, ...faults].some(({ level }) => level === 'error')
            ? EXIT.nothingAssessed
            : EXIT.passed,
        );
      },
    );
}

function awsOf(
  options: { readonly aws?: boolean; readonly awsProfile?: string; readonly awsRegion: readonly string[] },
  terminal: Terminal,
) {
  const { aws, awsProfile: profile, awsRegion: regions } = options;
  const { AWS_MAX_ATTEMPTS: maxAttempts } = terminal.env;
  return awsOptions({
    regions,
    ...(aws === undefined ? {} : { aws }),
    ...(profile === undefined ? {} : { profile }),
    ...(maxAttempts === undefined ? {} : { maxAttempts }),
  });
}

function sshRequest(
  options: { readonly sudo?: boolean; readonly sshConfig?: string },
  terminal: Terminal,
  configuration: SshRequest['configuration'] = {},
): SshRequest {
  const { sudo, sshConfig } = options;
  return {
    interactive: terminal.interactive,
    configuration,
    ...(sudo === undefined ? {} : { sudo }),
    ...(sshConfig === undefined ? {} : { configFile: sshConfig }),
  };
}

function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

function list(value: string): readonly string[] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function failOn(value: string): FailOn {
  const severity = readFailOn(value);
  if (severity === undefined) throw new InvalidArgumentError(`choose one of ${FAIL_ON.join(', ')}`);
  return severity;
}

function seconds(value: string): number {
  const parsed = Number(value);
  if (!(parsed > 0)) throw new InvalidArgumentError('a number of seconds above 0');
  return parsed;
}
