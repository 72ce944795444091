import type { Expression, SetElement, Statement } from './syntax.ts';

/** More elements than this are not shown. */
const SHOWN = 12;

/** A rule as `nft list ruleset` prints it, without the numbers of its counters. */
export function renderRule(statements: readonly Statement[]): string {
  return statements
    .map(renderStatement)
    .filter((text) => text !== '')
    .join(' ');
}

function renderStatement(statement: Statement): string {
  switch (statement.kind) {
    case 'match':
      return renderMatch(statement);
    case 'verdict':
      return renderExpression(statement);
    case 'vmap':
      return `${renderExpression(statement.key)} vmap ${renderExpression(statement.data)}`;
    case 'nat': {
      const { nat, family, address, port } = statement;
      const to = address === undefined ? '' : renderExpression(address);
      const target = `${to}${port === undefined ? '' : `:${renderExpression(port)}`}`;
      return [nat, family, target === '' ? undefined : `to ${target}`].filter((word) => word !== undefined).join(' ');
    }
    case 'reject':
      return statement.answer === undefined ? 'reject' : `reject with ${statement.answer}`;
    case 'notrack':
    case 'counter':
      return statement.kind;
    case 'change-set':
      return `${statement.operation} @${statement.set}`;
    case 'doubt':
      return `(${statement.why})`;
    case 'unread':
      return statement.text;
    default:
      return statement.what;
  }
}

function renderMatch(statement: Extract<Statement, { readonly kind: 'match' }>): string {
  const { left, operator, right } = statement;
  const implied = operator === 'in' || (operator === '==' && !isBits(left));
  const sign = implied ? '' : `${operator} `;
  return `${renderExpression(left)} ${sign}${renderExpression(right)}`;
}

function isBits(left: Expression): boolean {
  return left.kind === 'selector' && ['tcp flags', 'ct state', 'ct status'].includes(left.name);
}

/** An expression as nft prints it. */
export function renderExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'symbol':
    case 'opaque':
      return expression.text;
    case 'reference':
      return `@${expression.name}`;
    case 'prefix':
      return `${expression.address}/${expression.length}`;
    case 'range':
      return `${expression.from}-${expression.to}`;
    case 'list':
      return expression.items.map(renderExpression).join(',');
    case 'set':
      return renderSet(expression.elements);
    case 'concat':
      return expression.parts.map(renderExpression).join(' . ');
    case 'binary':
      return `${renderExpression(expression.left)} ${expression.operator} (${renderExpression(expression.right)})`;
    case 'selector':
      return /^meta (?:[io]if(?:name)?|mark|skuid|skgid|pkttype)$/.test(expression.name)
        ? expression.name.slice(5)
        : expression.name;
    case 'map':
      return `${renderExpression(expression.key)} map ${renderExpression(expression.data)}`;
    case 'verdict':
      return expression.target === undefined ? expression.verdict : `${expression.verdict} ${expression.target}`;
  }
}

function renderSet(elements: readonly SetElement[]): string {
  const shown = elements
    .slice(0, SHOWN)
    .map(({ key, data }) =>
      data === undefined ? renderExpression(key) : `${renderExpression(key)} : ${renderExpression(data)}`,
    );
  return `{ ${shown.join(', ')}${elements.length > SHOWN ? ', …' : ''} }`;
}
