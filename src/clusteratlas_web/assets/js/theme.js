// Light or dark: the reader's choice, kept in this browser, else the system's. Runs before the first paint.
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

const remembered = () => {
  try {
    return localStorage.getItem("theme");
  } catch {
    return null; // storage is closed to this page: the choice lasts until it is left
  }
};

const remember = (theme) => {
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // see above
  }
};

const current = () => root.dataset.theme ?? (dark.matches ? "dark" : "light");

const show = (theme) => {
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
};

root.classList.add("js");
show(remembered());

addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-theme-switch]")) return;
  const next = current() === "dark" ? "light" : "dark";
  show(next);
  remember(next);
});

addEventListener("storage", ({ key, newValue }) => {
  if (key === "theme") show(newValue); // another tab changed it
});
