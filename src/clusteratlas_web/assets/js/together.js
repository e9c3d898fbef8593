// Map and table are two views of one selection: what is pointed at in one is shown in the other.
const HOT = "is-hot";

const cool = () => document.querySelectorAll(`.${HOT}`).forEach((element) => element.classList.remove(HOT));

const warm = (event) => {
  const region = event.target.closest?.("[data-region]")?.dataset.region;
  cool();
  if (!region) return;
  const same = document.querySelectorAll(`[data-region="${CSS.escape(region)}"]`);
  for (const element of same) {
    element.classList.add(HOT);
    // In a drawing what comes last lies on top, so that its outline is whole.
    const drawn = element.closest("svg") && element !== element.parentNode.lastElementChild;
    if (drawn && !element.contains(document.activeElement)) element.parentNode.append(element);
  }
};

addEventListener("pointerover", warm);
addEventListener("focusin", warm);
addEventListener("focusout", cool);
