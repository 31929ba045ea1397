// Two drafts side by side: strands from where a point stood to where it stands, drawn by places.
// The same is said in words in each row; on a narrow screen, and without script, words are all.

const over = document.querySelector(".strands-over");
const svg = over?.querySelector(".strands");

const LANES = 5;
const LANE_PX = 6;
const ROUND_PX = 5;

// Each strand runs down a lane of the gutter between the two texts, as in a picture of branches.
function draw() {
  const frame = over.getBoundingClientRect();
  svg.setAttribute("width", frame.width);
  svg.setAttribute("height", frame.height);
  let lane = 0;
  for (const path of svg.querySelectorAll("path[data-a]")) {
    const from = document.getElementById(path.dataset.a)?.getBoundingClientRect();
    const to = document.getElementById(path.dataset.b)?.getBoundingClientRect();
    if (!from?.height || !to?.height) continue;
    const end = to.left - frame.left - 5;
    const x = end - LANE_PX * (LANES + 1);
    const across = x + LANE_PX * (1 + (lane++ % LANES));
    const [y, below] = [from, to].map((box) => Math.min(box.top + 16, box.bottom - 8) - frame.top);
    const turn = Math.min(ROUND_PX, Math.abs(below - y) / 2) * Math.sign(below - y);
    path.setAttribute(
      "d",
      `M ${x} ${y} H ${across - ROUND_PX} Q ${across} ${y} ${across} ${y + turn} V ${below - turn} ` +
        `Q ${across} ${below} ${Math.min(across + ROUND_PX, end)} ${below} H ${end}`,
    );
  }
}

function light(event) {
  const cell = event.target.closest?.("td[id]");
  for (const path of svg.querySelectorAll("path[data-a]")) {
    path.classList.toggle("lit", Boolean(cell) && [path.dataset.a, path.dataset.b].includes(cell.id));
  }
}

if (svg) {
  new ResizeObserver(draw).observe(over);
  over.addEventListener("mouseover", light);
  over.addEventListener("focusin", light);
}

// Filters apply at once.
document.querySelector("form.kinds")?.addEventListener("change", (event) => event.currentTarget.requestSubmit());
// What the desk says of a pair: the page is compared anew where it stands.
document.addEventListener("done", () => location.reload());
