// Review without loading pages: the next claims are fetched while this one is read.
import { part, tell } from "/static/desk.js";
import { keepMarks } from "/static/marking.js";

const AHEAD = 3;
const queue = [...document.querySelectorAll("[data-queued]")].map((link) => ({
  id: link.dataset.queued, line: link.closest("li"), judged: false, why: link.dataset.why,
}));
const fetched = new Map();
const taken = []; // ids of what was judged here, to go back to with undo
const claim = () => document.getElementById("claim");
let at = queue.findIndex((one) => one.id === claim()?.dataset.entry);

const address = (id) => {
  const here = new URL(location.href);
  for (const name of ["after", "more"]) here.searchParams.delete(name);
  here.searchParams.set("entry", id);
  return `${here.pathname}${here.search}`;
};

function ahead() {
  for (const one of queue.slice(at + 1, at + 1 + AHEAD)) {
    if (!one.judged && !fetched.has(one.id)) fetched.set(one.id, part(address(one.id), "#claim"));
  }
}

/** Show a claim of the queue in place of this one. */
async function show(index) {
  const one = queue[index];
  if (!one) return;
  const [node] = (await (fetched.get(one.id) ?? part(address(one.id), "#claim"))) ?? [];
  fetched.delete(one.id);
  if (!node) {
    tell("That entry cannot be shown; it may have changed. The next one is.", true);
    one.judged = true;
    step(1);
    return;
  }
  at = index;
  if (one.why) node.querySelector(".judging > .soft")?.append(` · ${one.why}`);
  claim().replaceWith(node);
  begin();
}

/** Go to the next or previous claim that is still to be judged; at the end, ask for more. */
function step(by, from = at) {
  let index = from + by;
  while (queue[index]?.judged) index += by;
  if (queue[index]) show(index);
  else if (by < 0) tell("This is the first.");
  else if (queue.some((one) => !one.judged)) step(1, -1);
  else location.assign("/review" + location.search);
}

function progress() {
  const left = queue.filter((one) => !one.judged).length;
  const node = document.getElementById("progress");
  if (!queue.length || !node) return;
  const today = Number(node.dataset.judged) + taken.length;
  node.textContent = `${left} wait of the day’s ${node.dataset.daily} · ${today} judged today`;
}

async function judge(form, submitter) {
  const body = new FormData(form, submitter);
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
  } catch {
    tell("The server does not answer; nothing was changed. Is it still running?", true);
    return;
  }
  if (answer.status === 409) {
    // both versions are shown on a page of their own
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: submitter.name, value: submitter.value }));
    form.submit();
    return;
  }
  const done = await answer.json();
  tell(done.told, !answer.ok);
  if (!answer.ok) return;
  if (at < 0) {
    const [now] = await part(location.href, "#claim"); // one entry alone: it is shown as judged
    if (now) {
      claim().replaceWith(now);
      begin();
    }
    return;
  }
  queue[at].judged = true;
  queue[at].line.classList.add("done");
  taken.push(at);
  progress();
  step(1);
}

async function undo(form) {
  const answer = await fetch("/undo", { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
  const done = await answer.json();
  tell(done.told, !answer.ok);
  if (!answer.ok || !taken.length) return;
  const back = taken.pop();
  queue[back].judged = false;
  queue[back].line.classList.remove("done");
  fetched.clear();
  progress();
  show(back);
}

/** Begin with a claim that has just come. */
function begin() {
  const node = claim();
  if (!node) return;
  keepMarks(node);
  node.focus({ preventScroll: true });
  if (node.getBoundingClientRect().top < 0) node.scrollIntoView();
  ahead();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.judge !== undefined) {
    event.preventDefault();
    judge(form, event.submitter ?? form.querySelector("[name=verdict]"));
  } else if (form.getAttribute("action") === "/undo" && taken.length) {
    event.preventDefault();
    undo(form);
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-skip], [data-step], [data-queued]");
  if (!link || at < 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  if (link.dataset.queued) {
    show(queue.findIndex((one) => one.id === link.dataset.queued));
    return;
  }
  if (link.dataset.skip !== undefined) {
    queue.push(...queue.splice(at, 1)); // it comes again at the end
    fetched.clear();
    step(1, at - 1);
    return;
  }
  step(Number(link.dataset.step));
});

// Enter in a field saves the correction, also in a list of choices.
document.addEventListener("keydown", (event) => {
  const form = event.target.closest("form.correct");
  if (event.key !== "Enter" || !form || event.target.tagName === "BUTTON") return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("[data-save]"));
});

begin();
