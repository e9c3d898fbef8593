// A button that puts a text of the page into the clipboard, and says so.
addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  const text = button && document.getElementById(button.dataset.copy);
  if (!text) return;
  text.select();
  try {
    await navigator.clipboard.writeText(text.value);
  } catch {
    return; // it is selected: the keyboard copies it
  }
  button.textContent = button.dataset.copied;
});
