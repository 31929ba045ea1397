// The page of before is shown until what is new is worked out: it is asked for once this one stands.

const SHOWN_MS = 100;

if (document.querySelector("[data-left]")) {
  addEventListener("load", () => setTimeout(() => location.reload(), SHOWN_MS));
}
