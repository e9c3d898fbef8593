// The menu of small screens and the list of atlases close when they are left or on Escape; opening it needs no script.
const open = () => document.querySelector("details.menu[open], details.atlas-switch[open]");

addEventListener("click", (event) => {
  const menu = open();
  if (menu && !menu.contains(event.target)) menu.open = false;
});

addEventListener("keydown", (event) => {
  const menu = open();
  if (event.key !== "Escape" || !menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
