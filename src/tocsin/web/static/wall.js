// The wall: a clock of the server's time, the page renewed when something was written, and, big, since when it was not.

import { listen, paced } from "./live.js";
import { load, remember, renew } from "./swap.js";

const A_MINUTE = 60000;
const LASTING = 15 * A_MINUTE; // a mark of what is new
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const begun = document.getElementById("clock");
let at = new Date(begun.dateTime); // the server's time when it was heard last
let heard = performance.now();
let shown = at; // the server's time of what is shown
let away = null; // why the line is lost
let stuck = false; // whether the page could not be had

const now = () => new Date(at.getTime() + performance.now() - heard);
const time = (moment) => moment.toISOString().slice(11, 16);
const date = (moment) => `${moment.getUTCDate()} ${MONTHS[moment.getUTCMonth()]} ${moment.getUTCFullYear()}`;

function age(moment) {
  const minutes = Math.floor((now() - moment) / A_MINUTE);
  if (minutes < 1) return "just now";
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60)];
  if (days) return days === 1 ? "1 day ago" : `${days} days ago`;
  return hours ? `${hours} h ${minutes % 60} min ago` : `${minutes} min ago`;
}

function write(id, text) {
  const place = document.getElementById(id);
  if (place && place.textContent !== text) place.textContent = text;
}

function tick() {
  write("clock", time(now()));
  write("date", `UTC, ${date(now())}`);
  for (const each of document.querySelectorAll("[data-since]")) {
    const text = `, ${age(new Date(each.dataset.since))}`;
    if (each.textContent !== text) each.textContent = text;
  }
  const why = away ?? (stuck ? "the page does not answer" : null);
  const since = stuck ? shown : at;
  const day = date(since) === date(now()) ? "" : ` on ${date(since)}`;
  write("lost", why ? `Not updated since ${time(since)} UTC${day}: ${why}. Trying again.` : "");
  write("state", why ? "Not live." : `Live. As of ${time(at)} UTC.`);
  document.title = why ? "Not updated · Wall · Tocsin" : "Wall · Tocsin";
}

const refresh = paced(async () => {
  try {
    const page = await load(location.href);
    renew(page, { lasting: LASTING });
    shown = new Date(page.getElementById("clock").dateTime);
    stuck = false;
  } catch {
    stuck = away === null;
    if (stuck) setTimeout(refresh, 5000);
  }
  tick();
  return true;
});

remember();
listen({
  written: refresh,
  lost: (why) => {
    away = why;
    tick();
  },
  held: (moment, told) => {
    if (told.apart !== undefined) paced.apart = told.apart;
    [at, heard, away] = [moment, performance.now(), null];
    tick();
  },
});
setInterval(tick, 1000);
setInterval(refresh, A_MINUTE);
tick();
