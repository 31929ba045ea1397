// Words marked in a passage: moved by a word with buttons and keys, or marked with the mouse.

const words = (passage) => [...passage.querySelectorAll("[data-s]")].map((node) => ({
  node, start: Number(node.dataset.s), end: Number(node.dataset.e), word: node.classList.contains("w"),
}));

/** Let the words of a passage be marked; what is marked goes into the input for it. */
export function keepMarks(root, told = () => {}) {
  const passage = root.querySelector("[data-passage]");
  const input = root.querySelector("[data-words]");
  if (!passage || !input) return;
  const all = words(passage);
  const report = () => input.dataset.words || input.value.split(":")[0];

  function marked() {
    const on = all.filter(({ node }) => node.classList.contains("on"));
    return on.length ? { start: on[0].start, end: on.at(-1).end } : null;
  }

  function mark(start, end) {
    if (end <= start) return;
    for (const one of all) one.node.classList.toggle("on", one.start < end && start < one.end);
    input.value = `${report()}:${start}:${end}`;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    told(start, end);
  }

  function move(side, by) {
    const now = marked();
    if (!now) {
      const first = all.find((one) => one.word);
      if (first) mark(first.start, first.end);
      return;
    }
    const places = all.filter((one) => one.word).map((one) => one[side]);
    const from = now[side];
    const to = by > 0 ? places.find((place) => place > from) : places.findLast((place) => place < from);
    if (to === undefined) return;
    if (side === "start") mark(to, now.end);
    else mark(now.start, to);
  }

  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    const [side, by] = button.dataset.move.split(" ");
    move(side, Number(by));
  });

  passage.addEventListener("pointerup", (event) => {
    const chosen = document.getSelection();
    const word = event.target.closest(".w");
    if (passage.dataset.passage === "tap" && word && chosen?.isCollapsed) {
      mark(Number(word.dataset.s), Number(word.dataset.e)); // a tap marks a word, to go on from
      return;
    }
    if (!chosen || chosen.isCollapsed || !chosen.toString().trim()) return;
    const range = chosen.getRangeAt(0);
    const within = all.filter(({ node, word }) => word && touches(range, node));
    if (!within.length) return;
    mark(within[0].start, within.at(-1).end);
    chosen.removeAllRanges();
  });
}

/** Whether a selection holds some of a word, not only its edge. */
function touches(range, node) {
  const word = document.createRange();
  word.selectNodeContents(node);
  return (
    range.compareBoundaryPoints(Range.END_TO_START, word) < 0 &&
    range.compareBoundaryPoints(Range.START_TO_END, word) > 0
  );
}
