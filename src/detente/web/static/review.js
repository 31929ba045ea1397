// Review without loading pages: the next claims are fetched while this one is read.
import { part, tell } from "/static/desk.js";
import { keepMarks } from "/static/marking.js";

const AHEAD = 3;
const queue = [...document.querySelectorAll("[data-queued]")].map((link) => ({
  id: link.dataset.queued, line: link.closest("li"), judged: false, why: link.dataset.why,
}));
const fetched = new Map();
const taken = []; // what was judged here, to go back to with undo
const claim = () => document.getElementById("claim");
let at = queue.findIndex((one) => one.id === claim()?.dataset.entry);
let showing = queue[at];
let turn = 0; // of what is to be shown; who asked before it comes too late
// What is sent goes one after the other, so that undo takes back what was judged last.
let sending = Promise.resolve();
let open = 0;

function inTurn(send) {
  open += 1;
  const sent = sending.then(send).finally(() => { open -= 1; });
  sending = sent.catch(() => {});
  return sent;
}

/** What is shown of the queue; none while the next one is on its way: nobody judges unread claims. */
const here = () => (showing === queue[at] && !showing?.open ? showing : null);

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
  at = index;
  turn += 1;
  const mine = turn;
  const [node] = one.left ? [one.left] : ((await (fetched.get(one.id) ?? part(address(one.id), "#claim"))) ?? []);
  if (mine !== turn) return;
  fetched.delete(one.id);
  if (!node) {
    tell("That entry cannot be shown; it may have changed. The next one is.", true);
    one.judged = true;
    step(1);
    return;
  }
  if (one.why && !one.left) node.querySelector(".judging > .soft")?.append(` · ${one.why}`);
  one.left = null;
  showing = one;
  claim().replaceWith(node);
  begin();
}

/** Go to the next or previous claim that is still to be judged; at the end, ask for more. */
async function step(by, from = at) {
  let index = from + by;
  while (queue[index]?.judged) index += by;
  if (queue[index]) show(index);
  else if (by < 0) tell("This is the first.");
  else if (queue.some((one) => !one.judged)) step(1, -1);
  else {
    showing = null;
    while (open) await sending; // what is not kept comes again
    if (queue.every((one) => one.judged)) location.assign("/review" + location.search);
  }
}

function progress() {
  const left = queue.filter((one) => !one.judged).length;
  const node = document.getElementById("progress");
  if (!queue.length || !node) return;
  const today = Number(node.dataset.judged) + taken.length;
  node.textContent = `${left} wait of the day’s ${node.dataset.daily} · ${today} judged today`;
}

function mark(one, judged) {
  one.judged = judged;
  one.line.classList.toggle("done", judged);
  progress();
}

/** Send a verdict; return the status and what is told of it. */
async function post(path, body) {
  try {
    const answer = await fetch(path, { method: "POST", body, headers: { Accept: "application/json" } });
    const { told } = await answer.json();
    return { ok: answer.ok, status: answer.status, told };
  } catch {
    return { ok: false, status: 0, told: "The server does not answer; nothing was changed. Is it still running?" };
  }
}

/** Judge what is shown and go on at once; what comes of it is told of the claim that was judged. */
async function judge(form, submitter) {
  if (at < 0) return judgeAlone(form, submitter);
  const one = here();
  if (!one) return;
  const node = claim();
  const body = new FormData(form, submitter);
  const deed = { one, kept: inTurn(() => post(form.action, body)) };
  taken.push(deed);
  one.open = true;
  mark(one, true);
  step(1);
  const done = await deed.kept;
  one.open = false;
  tell(done.ok ? done.told : `${done.told} The claim comes next, as you left it.`, !done.ok);
  if (!done.ok) reopen(deed, done, { node, form, submitter });
}

/** Let a claim whose verdict was not kept come next, with what was typed and why it was not kept. */
function reopen(deed, done, { node, form, submitter }) {
  const { one } = deed;
  if (taken.includes(deed)) taken.splice(taken.indexOf(deed), 1);
  node.querySelector(".not-kept")?.remove();
  const why = Object.assign(document.createElement("p"), { className: "not-kept wrong", textContent: `Not kept: ${done.told} ` });
  why.setAttribute("role", "alert");
  if (done.status === 409) {
    const both = Object.assign(document.createElement("button"), { type: "button", textContent: "Show both" });
    both.addEventListener("click", () => sending.then(() => sendPlainly(form, submitter)));
    why.append(both);
  }
  node.querySelector(".judging").prepend(why);
  one.left = node;
  const now = queue[at];
  queue.splice(queue.indexOf(one), 1);
  at = queue.indexOf(now);
  queue.splice(at + 1, 0, one);
  mark(one, false);
  if (now.judged || now === one) step(1);
}

/** Both versions are shown on a page of their own. */
function sendPlainly(form, submitter) {
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: submitter.name, value: submitter.value }));
  form.submit();
}

async function judgeAlone(form, submitter) {
  if (open) return;
  const body = new FormData(form, submitter);
  const done = await inTurn(() => post(form.action, body));
  if (done.status === 409) {
    sendPlainly(form, submitter);
    return;
  }
  tell(done.told, !done.ok);
  if (!done.ok) return;
  const [now] = await part(location.href, "#claim"); // it is shown as judged
  if (now) {
    claim().replaceWith(now);
    begin();
  }
}

/** Take back what was judged last here, once it is kept. */
async function undo(form) {
  const deed = taken.pop();
  const body = new FormData(form);
  const done = await inTurn(async () => ((await deed.kept).ok ? post("/undo", body) : null));
  if (!done) return;
  tell(done.told, !done.ok);
  if (!done.ok) {
    taken.push(deed);
    return;
  }
  fetched.clear();
  mark(deed.one, false);
  show(queue.indexOf(deed.one));
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
    if (!here()) return;
    queue.push(...queue.splice(at, 1)); // it comes again at the end
    fetched.clear();
    step(1, at - 1);
    return;
  }
  step(Number(link.dataset.step));
});

// Who leaves while something is on its way is asked whether to wait.
window.addEventListener("beforeunload", (event) => {
  if (open) event.preventDefault();
});

// Enter in a field saves the correction, also in a list of choices.
document.addEventListener("keydown", (event) => {
  const form = event.target.closest("form.correct");
  if (event.key !== "Enter" || !form || event.target.tagName === "BUTTON") return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("[data-save]"));
});

begin();
