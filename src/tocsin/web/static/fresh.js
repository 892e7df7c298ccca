// Keeps the page that is open as the ledger is: not while a past moment is shown, a form is filled in, or text is
// selected; and only while somebody can see it.

import { listen, paced } from "./live.js";
import { load, news, remember, renew } from "./swap.js";

const main = () => document.getElementById("main");
const present = () => main()?.hasAttribute("data-live");
const clock = (moment) => `${moment.toISOString().slice(11, 16)} UTC`;
const LATER = "Something was written to the ledger. It shows here when you are done.";
let count = "";
let since = null;
let asOf = null;
let isLost = false;

function busy() {
  const fields = [...main().querySelectorAll("input, textarea, select")].filter((field) => field.type !== "hidden");
  const written = (field) =>
    field.tagName === "SELECT"
      ? [...field.options].some((each) => each.selected !== each.defaultSelected && field.value !== "")
      : field.value !== field.defaultValue || field.checked !== field.defaultChecked;
  const chosen = getSelection();
  const selecting = chosen && !chosen.isCollapsed && main().contains(chosen.anchorNode);
  return selecting || fields.some((field) => field === document.activeElement || written(field));
}

function said(number) {
  if (number) news((count = `${number} new or changed since ${clock(since)}`));
  else if (document.getElementById("news").textContent === LATER) news("");
}

const refresh = paced(async () => {
  if (!present() || document.hidden) return true;
  if (busy()) {
    news(LATER);
    return false;
  }
  try {
    const page = await load(location.href);
    if (!present() || busy()) return !present();
    renew(page, { said });
  } catch {
    return true; // the line tells when the server is gone, and the next event asks again
  }
  return true;
});

function begin() {
  remember();
  const line = listen({
    written: refresh,
    lost: (why) => {
      isLost = true;
      if (present()) news(`Not updated since ${asOf ? clock(asOf) : "this page was opened"}: ${why}. Trying again.`);
    },
    held: (at, told) => {
      if (told.apart !== undefined) paced.apart = told.apart;
      since ??= at;
      asOf = at;
      if (isLost) news(count || `Connected again. As of ${clock(at)}.`);
      isLost = false;
    },
  });
  addEventListener("tocsin:turned", () => ([since, count] = [asOf, ""]));
  // A browser keeps few lines to one server: a page that nobody sees gives its own back.
  document.addEventListener("visibilitychange", () => (document.hidden ? line.close() : line.open()));
}

if (present()) begin();
else addEventListener("tocsin:turned", () => present() && begin(), { once: true });
