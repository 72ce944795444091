import { type Fact, isKnown, known, type Place, unknown } from '../../core/fact.ts';
import { sortedBy } from '../../core/order.ts';
import { complete, deriveSection } from '../../core/section.ts';
import type {
  HostPam,
  HostPamService,
  HostSshd,
  HostSshMatch,
  HostSshRoute,
  HostSshServer,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';

/** host.login_factors: what each way in by SSH, and up to root, asks. */
export const loginFactorsDerivation: Derivation = {
  id: 'login-factors',
  domain: 'host',
  derive: ({ host }) => {
    // A host without an SSH server still has ways up to root.
    const sshd = host?.sshd?.flag === 'does-not-exist' ? complete<HostSshd>({ servers: [] }) : host?.sshd;
    return {
      host: {
        login_factors: deriveSection([sshd, host?.pam] as const, (servers: HostSshd, pam: HostPam) => {
          const routes = servers.servers.flatMap((server) => routesOf(server, pam));
          return { ssh_routes: sortedBy(routes, ({ id }) => id), escalations: escalations(pam, routes) };
        }),
      },
    };
  },
};

/** What decides about the ways in, of the server or of one Match block. */
interface Ways {
  readonly scope: string;
  readonly methods: Fact<readonly string[]>;
  readonly algorithms: Fact<readonly string[]>;
  readonly enabled: ReadonlyMap<string, Fact<boolean>>;
}

/** Methods of RFC 4252 to 4462 and the settings that turn them on. */
const METHODS = [
  ['publickey', 'pubkey_authentication'],
  ['password', 'password_authentication'],
  ['keyboard-interactive', 'kbd_interactive_authentication'],
  ['hostbased', 'hostbased_authentication'],
  ['gssapi-with-mic', 'gssapi_authentication'],
] as const;

function routesOf(server: HostSshServer, pam: HostPam): readonly HostSshRoute[] {
  const whole: Ways = {
    scope: server.id,
    methods: server.authentication_methods,
    algorithms: server.pubkey_accepted_algorithms,
    enabled: new Map(METHODS.map(([method, key]) => [method, server[key]])),
  };
  const blocks = server.match_blocks.flatMap((block) => waysOfBlock(server, whole, block));
  return [whole, ...blocks].flatMap((ways) => routesOfWays(server, ways, pam));
}

/** A block that changes none of the settings adds no way in. */
function waysOfBlock(server: HostSshServer, whole: Ways, block: HostSshMatch): readonly Ways[] {
  const setting = (id: string): Fact<string> | undefined => block.settings.find((one) => one.id === id)?.value;
  const keys = [...METHODS.map(([, key]) => key), 'authentication_methods', 'pubkey_accepted_algorithms'];
  if (keys.every((key) => setting(key) === undefined)) return [];
  const list = (id: string, outside: Fact<readonly string[]>, cut: RegExp): Fact<readonly string[]> => {
    const own = setting(id);
    if (own === undefined) return outside;
    return isKnown(own)
      ? known(
          own.value.split(cut).filter((word) => word !== ''),
          own.at,
        )
      : own;
  };
  const flag = (id: string, outside: Fact<boolean>): Fact<boolean> => {
    const own = setting(id);
    if (own === undefined) return outside;
    return isKnown(own) ? known(own.value.toLowerCase() === 'yes', own.at) : own;
  };
  return [
    {
      scope: `${server.id} ${block.id}`,
      methods: list('authentication_methods', whole.methods, /\s+/),
      algorithms: list('pubkey_accepted_algorithms', whole.algorithms, /[\s,]+/),
      enabled: new Map(METHODS.map(([method, key]) => [method, flag(key, server[key])])),
    },
  ];
}

function routesOfWays(server: HostSshServer, ways: Ways, pam: HostPam): readonly HostSshRoute[] {
  const { methods } = ways;
  if (!isKnown(methods)) {
    return [{ id: ways.scope, server: server.id, methods: '', factors: [], two_factors: methods }];
  }
  const any = methods.value.some((list) => list.toLowerCase() === 'any');
  const lists = any ? METHODS.map(([method]) => method) : methods.value;
  return [...new Set(lists)].flatMap((list) => {
    const route = routeOf(server, ways, list, pam, methods.at);
    return route === undefined
      ? []
      : [
          {
            id: `${ways.scope} ${list}`,
            server: server.id,
            methods: list,
            factors: route.factors,
            two_factors: route.two,
          },
        ];
  });
}

interface Route {
  readonly factors: readonly string[];
  readonly two: Fact<boolean>;
}

/** Undefined where a method of the list is off, so that nobody gets in by it. */
function routeOf(server: HostSshServer, ways: Ways, list: string, pam: HostPam, at: Place): Route | undefined {
  const factors = new Set<string>();
  let blind: Fact<boolean> | undefined;
  let place = at;
  for (const part of list.split(',')) {
    // A submethod stands behind a colon: keyboard-interactive:pam.
    const method = (part.split(':')[0] ?? '').toLowerCase();
    const on = ways.enabled.get(method);
    if (on === undefined) return undefined;
    if (!isKnown(on)) blind ??= on;
    else if (!on.value) return undefined;
    else if (list === method) place = on.at;
    const asked = factorsOf(server, ways, method, pam);
    if (asked === 'off') return undefined;
    for (const fact of asked) {
      if (isKnown(fact)) for (const factor of fact.value) factors.add(factor);
      else blind ??= fact;
    }
  }
  const told = [...factors].sort();
  const two = new Set(told).size >= 2 || factors.has('security-key');
  // What is proved to be two stays so, whatever else is not known.
  return { factors: told, two: two || blind === undefined ? known(two, place) : blind };
}

/** What a method asks: a key, a password, a token; `off` where it cannot be used. */
function factorsOf(
  server: HostSshServer,
  ways: Ways,
  method: string,
  pam: HostPam,
): readonly Fact<readonly string[]>[] | 'off' {
  const at = server.use_pam.at;
  switch (method) {
    case 'publickey': {
      const { algorithms } = ways;
      // Keys that every login needs a FIDO device for; the algorithms of other keys are refused.
      if (!isKnown(algorithms)) return [known(['key'], at)];
      const only = algorithms.value.length > 0 && algorithms.value.every((name) => /^(webauthn-)?sk-/.test(name));
      return [known([only ? 'security-key' : 'key'], algorithms.at)];
    }
    case 'hostbased':
      return [known(['host'], at)];
    case 'gssapi-with-mic':
      return [known(['ticket'], at)];
    case 'keyboard-interactive':
      if (isKnown(server.use_pam) && !server.use_pam.value) return 'off';
      return isKnown(server.use_pam) ? pamFactors(pam, at) : [server.use_pam];
    default:
      if (!isKnown(server.use_pam)) return [server.use_pam];
      return server.use_pam.value ? pamFactors(pam, at) : [known(['password'], at)];
  }
}

/** What the auth stack of sshd cannot do without; a public key does not come by here. */
function pamFactors(pam: HostPam, at: Place): readonly Fact<readonly string[]>[] {
  const service: HostPamService | undefined =
    pam.services.find(({ id }) => id === 'sshd') ?? pam.services.find(({ id }) => id === 'other');
  if (service === undefined) return [unknown('No stack of PAM for sshd could be read.', at)];
  const asked = (fact: Fact<boolean>, name: string): Fact<readonly string[]> =>
    isKnown(fact) ? known(fact.value ? [name] : [], fact.at) : fact;
  return [asked(service.password_asked, 'password'), asked(service.token_asked, 'token')];
}

function escalations(pam: HostPam, routes: readonly HostSshRoute[]) {
  const [first] = routes;
  const one = routes.find(({ two_factors: two }) => isKnown(two) && !two.value);
  const blind = routes.find(({ two_factors: two }) => !isKnown(two));
  const every =
    one?.two_factors ??
    blind?.two_factors ??
    known(first !== undefined, first?.two_factors.at ?? { file: '/etc/ssh/sshd_config' });
  return pam.services
    .filter(({ id }) => id === 'sudo' || id === 'su')
    .map(({ id, at, token_asked: token }) => ({ id, at, token_asked: token, every_login_has_two_factors: every }));
}
