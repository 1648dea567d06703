const rows = [...document.querySelectorAll("tbody tr")].map((row) => [row, row.textContent.toLowerCase()]);
const search = byId("search");
search.addEventListener("input", () => {
  const wanted = search.value.trim().toLowerCase();
  let left = 0;
  for (const [row, text] of rows) left += !(row.hidden = !text.includes(wanted));
  if (byId("none")) byId("none").hidden = left > 0;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target === search) { search.value = ""; search.dispatchEvent(new Event("input")); search.blur(); }
  if (typing(event)) return;
  const links = rows.filter(([row]) => !row.hidden).map(([row]) => row.querySelector("a")).filter(Boolean);
  const at = links.indexOf(document.activeElement);
  if (event.key === "/") search.focus();
  else if (event.key === "j") links[Math.min(at + 1, links.length - 1)]?.focus();
  else if (event.key === "k") links[Math.max(at - 1, 0)]?.focus();
  else return;
  event.preventDefault();
});
document.documentElement.dataset.ready = Math.round(performance.now());
