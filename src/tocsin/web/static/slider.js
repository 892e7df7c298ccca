// The slider: says where the thumb stands, and shows the page of that moment when it is let go.

import { load, news, turn } from "./swap.js";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const A_PAUSE = 450; // milliseconds after the last key
let keyed = false;
let waiting = 0;
let under = null;
const withoutAnchor = () => location.pathname + location.search;
let here = withoutAnchor();

const slider = () => document.getElementById("stop");
const written = (thumb) => (thumb.dataset.stops.split(" ")[Number(thumb.value)] ?? "");

function inWords(stop) {
  if (!stop) return "now";
  const [day, time] = stop.split("T");
  const [year, month, date] = day.split("-").map(Number);
  return `${date} ${MONTHS[month - 1]} ${year}${time ? ` ${time} UTC` : ""}`;
}

function say(thumb) {
  const text = inWords(written(thumb));
  thumb.setAttribute("aria-valuetext", text);
  thumb.form.querySelector(".when__at").textContent = text;
}

function address(thumb) {
  const fields = new URLSearchParams(new FormData(thumb.form));
  const path = fields.get("path");
  for (const name of ["path", "stop", "of"]) fields.delete(name);
  const stop = written(thumb);
  if (stop) fields.set("as_of", stop);
  return path + (fields.size ? `?${fields}` : "");
}

async function show(to, { kept = false } = {}) {
  under?.abort();
  under = new AbortController();
  document.body.setAttribute("aria-busy", "true");
  try {
    const page = await load(to, under.signal);
    if (!kept) history.pushState(null, "", to);
    here = withoutAnchor();
    turn(page);
    dispatchEvent(new Event("tocsin:turned"));
    const past = document.querySelector("#known span");
    news(past ? past.textContent.trim() : "You are looking at the present.");
    document.body.removeAttribute("aria-busy");
  } catch (error) {
    if (error.name !== "AbortError") location.assign(to);
  }
}

addEventListener("input", ({ target }) => target === slider() && say(target));
addEventListener("pointerdown", ({ target }) => target === slider() && (keyed = false));
addEventListener("keydown", ({ target }) => target === slider() && (keyed = true));
addEventListener("change", ({ target }) => {
  if (target !== slider()) return;
  say(target);
  clearTimeout(waiting);
  waiting = setTimeout(() => show(address(target)), keyed ? A_PAUSE : 0);
});
addEventListener("submit", (event) => {
  if (event.target.id !== "slide") return;
  event.preventDefault();
  clearTimeout(waiting);
  show(address(slider()));
});
addEventListener("popstate", async () => {
  if (withoutAnchor() === here) return; // an anchor of this page
  await show(location.href, { kept: true });
  const thumb = slider();
  const asked = new URL(location.href).searchParams.get("as_of") ?? "";
  if (!thumb) return;
  const stops = thumb.dataset.stops.split(" ");
  const place = stops.findIndex((stop) => asked.startsWith(stop));
  thumb.value = asked && place >= 0 ? place : stops.length;
  say(thumb);
});
