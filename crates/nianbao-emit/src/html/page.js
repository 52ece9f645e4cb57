
'use strict';
// Headings of the overview sort its tables.
for (const button of document.querySelectorAll('table.sortable th button')) {
  button.addEventListener('click', () => {
    const heading = button.parentElement;
    const column = heading.cellIndex;
    const isNumber = heading.classList.contains('number');
    const before = heading.getAttribute('aria-sort');
    // The first click shows the largest numbers, and the first words.
    const order = before === null ? (isNumber ? 'descending' : 'ascending')
      : before === 'ascending' ? 'descending' : 'ascending';
    for (const other of heading.parentElement.cells) other.removeAttribute('aria-sort');
    heading.setAttribute('aria-sort', order);
    const words = (row) => row.cells[column].textContent.trim();
    const compare = isNumber
      ? (a, b) => Number(words(a)) - Number(words(b))
      : (a, b) => words(a).localeCompare(words(b), 'zh-CN');
    const sign = order === 'ascending' ? 1 : -1;
    const body = heading.closest('table').tBodies[0];
    body.append(...[...body.rows].sort((a, b) => sign * compare(a, b)));
  });
}
// j and k go from finding to finding.
document.addEventListener('keydown', (event) => {
  const step = { j: 1, k: -1 }[event.key];
  if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
  const findings = [...document.querySelectorAll('li.finding')];
  const here = document.activeElement.closest('li.finding') ?? document.querySelector('li.finding:target');
  const at = here === null ? (step > 0 ? 0 : findings.length - 1) : findings.indexOf(here) + step;
  const next = findings[at];
  if (next === undefined) return;
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
});
document.documentElement.dataset.script = 'ready';
