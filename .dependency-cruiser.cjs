// The import borders of the architecture: data flows one way, stages do not know each other, only app joins them.
const room = (names) => `^src/(${names})/`;
const border = (from, allowed) => ({
  name: `${from}-borders`,
  severity: 'error',
  from: { path: room(from) },
  to: { path: '^src/', pathNot: [`^src/(${[from, ...allowed].join('|')})/`] },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    border('core', []),
    border('model', ['core']),
    border('collect', ['core', 'model']),
    border('normalize', ['core', 'model']),
    border('derive', ['core', 'model']),
    border('report', ['core', 'model']),
    border('policy', ['core', 'model']),
    border('framework', ['core', 'model']),
    border('evaluate', ['core', 'model', 'policy']),
    border('assess', ['core', 'model', 'framework']),
    border('app', [
      'core',
      'model',
      'collect',
      'normalize',
      'derive',
      'policy',
      'framework',
      'evaluate',
      'assess',
      'report',
    ]),
    border('cli', ['app', 'core', 'model']),
    border('action', ['app', 'core', 'model']),
    {
      name: 'pure-stages-do-no-io',
      comment:
        'core, model, normalize, derive, assess and report compute; reading and writing is for collect, policy, evaluate, app and the doors. crypto only hashes, zlib only unpacks bytes in memory.',
      severity: 'error',
      from: { path: room('core|model|normalize|derive|assess|report') },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|zlib)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/model/generated/validators' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      conditionNames: ['import', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
