// What the desk says became of a forecast or a question: the page is loaded anew where it stands.
document.addEventListener("done", () => location.reload());
