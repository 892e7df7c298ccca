// Puts a page in the place of the one that is shown, and leaves the reader where they were.

const LINES = ".rows > li, tbody > tr, .facts > div, .duty__host, .duty__news > li";
const AGES = /\b(today|in [\d,]+ days?|[\d,]+ days? ago|read \d+ \w+ \d+ \d\d:\d\d UTC)/g;
const firstSeen = new Map();

export const news = (text) => {
  const place = document.getElementById("news");
  if (place && place.textContent !== text) place.textContent = text;
};

const words = (line) => line.textContent.replace(AGES, "").replace(/\s+/g, " ").trim();

const outermost = (main) => [...main.querySelectorAll(LINES)].filter((line) => !line.parentElement.closest(LINES));

export async function load(address, signal) {
  const accept = { Accept: "text/html" };
  const answer = await fetch(address, { cache: "no-cache", headers: accept, signal, redirect: "follow" });
  if (answer.redirected && new URL(answer.url).pathname === "/login") {
    location.reload();
  }
  if (!answer.ok) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// What tells one element of the page from the others, before and after: its id, or its words and which of those it is.
const same = (all, one) => {
  const alike = all.filter((each) => each.textContent === one.textContent && each.tagName === one.tagName);
  return { tag: one.tagName, text: one.textContent, place: alike.indexOf(one) };
};
const found = (all, key) =>
  all.filter((each) => each.textContent === key.text && each.tagName === key.tag)[key.place];

const FOCUSABLE = "a[href], button, input, select, textarea, summary";

function place(main) {
  const held = document.activeElement;
  const every = [...main.querySelectorAll(FOCUSABLE)];
  const opened = [...main.querySelectorAll("details[open] > summary")];
  const summaries = [...main.querySelectorAll("summary")];
  const inView = (line) => {
    const { top, bottom } = line.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  return {
    focus: main.contains(held) && held !== main ? (held.id ? { id: held.id } : same(every, held)) : null,
    onMain: held === main,
    open: opened.map((each) => same(summaries, each)),
    held: main.contains(held) && held !== main && inView(held) ? held.getBoundingClientRect().top : null,
    seen: outermost(main).filter(inView).map((line) => [words(line), line.getBoundingClientRect().top]),
  };
}

function back(main, was) {
  const summaries = [...main.querySelectorAll("summary")];
  for (const key of was.open) {
    const summary = found(summaries, key);
    if (summary) summary.parentElement.open = true;
  }
  const focus = was.focus && (was.focus.id
    ? document.getElementById(was.focus.id)
    : found([...main.querySelectorAll(FOCUSABLE)], was.focus));
  if (focus) focus.focus({ preventScroll: true });
  if (was.onMain) main.focus({ preventScroll: true });
  const lines = new Map(outermost(main).map((line) => [words(line), line]));
  const [text, top] = was.seen.find(([text]) => lines.has(text)) ?? [];
  const [still, then] = focus && was.held !== null ? [focus, was.held] : [lines.get(text), top];
  if (still) scrollBy({ top: still.getBoundingClientRect().top - then, behavior: "instant" });
}

// Remembers what stands on the page, so that what comes later can be told from it.
export function remember() {
  firstSeen.clear();
  for (const line of outermost(document.getElementById("main"))) firstSeen.set(words(line), 0);
}

// Marks what was not there before (for so many milliseconds; without end: until the page is left); how many lines that is.
function mark(main, lasting) {
  const now = performance.now();
  const fresh = outermost(main).filter((line) => {
    const key = words(line);
    if (!firstSeen.has(key)) firstSeen.set(key, now);
    const at = firstSeen.get(key);
    return at > 0 && now - at < lasting;
  });
  for (const line of fresh) line.classList.add("fresh");
  return fresh.length;
}

function exchange(page, id) {
  const [old, young] = [document.getElementById(id), page.getElementById(id)];
  if (old && young) old.replaceWith(document.adoptNode(young));
}

// The same page as it is now; `said` gets how many lines are new or changed.
export function renew(page, { lasting = Infinity, said = () => {} } = {}) {
  const [old, young] = [document.getElementById("main"), page.getElementById("main")];
  if (!old || !young) return;
  exchange(page, "foot");
  const [stops, found] = [document.getElementById("stop"), page.getElementById("stop")];
  const moved = found?.dataset.stops !== stops?.dataset.stops;
  if (stops && found && moved && stops !== document.activeElement) stops.form.replaceWith(document.adoptNode(found.form));
  if (old.textContent === young.textContent && lasting === Infinity) return said(0);
  const was = place(old);
  old.replaceChildren(...document.adoptNode(young).childNodes);
  said(mark(old, lasting));
  back(old, was);
}

// Another moment of the same page.
export function turn(page) {
  document.title = page.title;
  const find = document.getElementById("find")?.value;
  for (const id of ["masthead", "known", "main", "foot"]) exchange(page, id);
  if (find && document.getElementById("find")) document.getElementById("find").value = find;
  const [shown, asked] = [document.getElementById("as_of"), page.getElementById("as_of")];
  if (shown && asked) shown.value = asked.getAttribute("value");
  remember();
}
