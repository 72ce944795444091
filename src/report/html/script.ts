/**
 * The script of the page: filters, kept in the address after `#` so that a view can be shared. The page is whole without
 * it. It only hides and shows what is there; it never makes markup, so nothing that a target says can run.
 */
export const SCRIPT = String.raw`'use strict';
(() => {
  const form = document.getElementById('filters');
  const shown = document.getElementById('shown');
  const toggle = document.getElementById('toggle');
  const items = [...document.querySelectorAll('.o')].map((el) => {
    const block = el.closest('details');
    return {
      el, block,
      severity: el.dataset.v ?? block.dataset.v,
      status: el.dataset.s,
      target: el.dataset.t,
      duties: (el.dataset.d ?? block.dataset.d ?? '').split(' '),
      text: undefined,
    };
  });
  const blocks = [...new Set(items.map((item) => item.block))];
  const summaryTexts = new Map();
  const matches = (item, words) => {
    let head = summaryTexts.get(item.block);
    if (head === undefined) {
      const code = item.block.querySelector('.aside dd code, .soft code');
      head = (item.block.id + ' ' + item.block.querySelector('summary').textContent + ' ' + (code ? code.textContent : '')).toLowerCase();
      summaryTexts.set(item.block, head);
    }
    item.text ??= item.el.textContent.toLowerCase();
    return words.every((word) => head.includes(word) || item.text.includes(word));
  };

  const read = () => {
    const data = new FormData(form);
    return {
      severity: data.getAll('severity'), status: data.getAll('status'),
      target: data.get('target'), duty: data.get('duty'), q: data.get('q').trim(),
    };
  };
  const isFilter = (hash) => hash.includes('=');
  const apply = (state) => {
    const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
    const filtered = state.severity.length + state.status.length + words.length > 0 || state.target !== '' || state.duty !== '';
    const visible = new Set();
    let count = 0;
    for (const item of items) {
      const match =
        (state.severity.length === 0 || state.severity.includes(item.severity)) &&
        (state.status.length === 0 || state.status.includes(item.status)) &&
        (state.target === '' || state.target === item.target) &&
        (state.duty === '' || item.duties.includes(state.duty)) &&
        (words.length === 0 || matches(item, words));
      item.el.hidden = !match;
      if (match) {
        count += 1;
        visible.add(item.block);
      }
    }
    for (const block of blocks) block.hidden = !visible.has(block);
    document.documentElement.classList.toggle('filtered', filtered);
    for (const id of ['failures', 'unknowns', 'passed']) {
      const section = document.getElementById(id);
      section.classList.toggle('nothing', filtered && !blocks.some((block) => !block.hidden && section.contains(block)));
    }
    shown.textContent = filtered ? count + ' of ' + items.length + ' shown' : items.length + ' observations';
  };
  const write = (state) => {
    const params = new URLSearchParams();
    if (state.severity.length) params.set('severity', state.severity.join(','));
    if (state.status.length) params.set('status', state.status.join(','));
    for (const key of ['target', 'duty', 'q']) if (state[key]) params.set(key, state[key]);
    const hash = params.toString();
    // A page without an origin of its own may not change its address; filtering works all the same.
    try { history.replaceState(null, '', hash ? '#' + hash : location.pathname + location.search); } catch {}
  };
  const load = () => {
    const hash = location.hash.slice(1);
    if (!isFilter(hash)) return false;
    const params = new URLSearchParams(hash);
    for (const name of ['severity', 'status']) {
      const wanted = (params.get(name) ?? '').split(',');
      for (const box of form.elements[name].length === undefined ? [form.elements[name]] : form.elements[name]) box.checked = wanted.includes(box.value);
    }
    for (const name of ['target', 'duty', 'q']) form.elements[name].value = params.get(name) ?? '';
    return true;
  };
  const openTarget = () => {
    const hash = location.hash.slice(1);
    if (hash === '' || isFilter(hash)) return;
    let id = hash;
    try { id = decodeURIComponent(hash); } catch {}
    const el = document.getElementById(id);
    if (el === null) return;
    const block = el.closest('details');
    if (block !== null) {
      block.open = true;
      if (block.hidden) form.reset();
    }
    el.scrollIntoView();
  };

  const changed = () => { const state = read(); apply(state); write(state); };
  form.addEventListener('input', changed);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(changed));
  addEventListener('hashchange', () => {
    if (load()) {
      apply(read());
      document.getElementById('failures').scrollIntoView();
    } else openTarget();
  });
  toggle.addEventListener('click', () => {
    const open = toggle.getAttribute('aria-pressed') !== 'true';
    for (const block of blocks) if (!block.hidden && !block.classList.contains('quiet')) block.open = open;
    toggle.setAttribute('aria-pressed', String(open));
    toggle.textContent = open ? 'Close all' : 'Open all';
  });
  // Older browsers cannot print a closed block open by style alone.
  const forced = [];
  addEventListener('beforeprint', () => {
    for (const block of document.querySelectorAll('details:not(.quiet):not([open])')) { block.open = true; forced.push(block); }
  });
  addEventListener('afterprint', () => { for (const block of forced.splice(0)) block.open = false; });

  form.hidden = false;
  document.documentElement.classList.add('scripted');
  load();
  apply(read());
  openTarget();
})();
`;
