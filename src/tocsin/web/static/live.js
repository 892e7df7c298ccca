// Listens to /live. Says when something was written, when the line is lost, and when it is back. Nothing is asked of
// the line itself: it is held for lost as soon as it has been silent for longer than it may.

const SOONEST = 1000;
const LATEST = 30000;

export function listen({ written, lost, held }) {
  let source = null;
  let watch = 0;
  let again = 0;
  let tries = 0;
  let every = 10;

  const silence = () => {
    clearTimeout(watch);
    watch = setTimeout(broken, Math.max(every * 2500, 5000));
  };
  const heard = (event) => {
    const told = JSON.parse(event.data);
    if (event.type === "hello") {
      every = told.every;
      tries = 0;
    }
    silence();
    if (event.type === "away") lost("the ledger does not answer");
    else held(new Date(told.at), told);
    if (event.type === "ledger") written();
  };

  function close() {
    clearTimeout(watch);
    clearTimeout(again);
    source?.close();
    source = null;
  }
  function broken() {
    close();
    lost("connection lost");
    const pause = Math.min(LATEST, SOONEST * 2 ** tries) * (0.75 + Math.random() / 2);
    tries += 1;
    again = setTimeout(open, pause);
  }
  function open() {
    close();
    source = new EventSource("/live");
    for (const name of ["hello", "ledger", "away", "beat"]) source.addEventListener(name, heard);
    source.addEventListener("error", broken);
    silence();
  }
  const retry = () => {
    tries = 0;
    open();
  };

  addEventListener("offline", broken);
  addEventListener("online", retry);
  addEventListener("pagehide", close);
  addEventListener("pageshow", ({ persisted }) => persisted && retry());
  open();
  return { open: retry, close };
}

// Calls a task as often as it is asked, but not again sooner than some seconds after the last time; later where it took
// long, so that a server that is slow is not asked the more.
export function paced(task) {
  let soonest = 0;
  let waiting = 0;
  const run = async () => {
    waiting = 0;
    const begun = performance.now();
    const done = await task();
    const ended = performance.now();
    soonest = ended + paced.apart * Math.max(1000, 4 * (ended - begun));
    if (!done) ask();
  };
  const ask = () => {
    if (!waiting) waiting = setTimeout(run, Math.max(0, soonest - performance.now()));
  };
  return ask;
}
paced.apart = 5;
